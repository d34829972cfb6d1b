import KernelInterface

/// The matrix product, blocked for the caches as in Goto and van de Geijn 2008, but with one panel of B at a time: it stays in
/// the second cache while the rows of A stream past, so that no copy of B is ever read from further away.
enum MatrixProduct {
  /// Most steps of k in a block: a panel of as many rows, and the next one, stay in the second cache.
  #if KERNELS_AVX512
    private static let mostDepth = 2048
  #else
    private static let mostDepth = 1024
  #endif
  /// Floats of A that pass a panel before the next one: they stay in the third cache.
  private static let blockCount = 1 << 20

  /// As `KernelSet.matrixProductScratch`.
  static func scratch(_ s: MatrixShape) -> Int { max(blockedScratch(s), turnedScratch(s)) }

  /// Panels of B, a block of A where it is copied, a tile.
  static func blockedScratch(_ s: MatrixShape) -> Int {
    let depth = depthBlock(s)
    let copied = mayCopyA(s) ? min(s.rows, rowBlock(depth)) * (depth + lanes) : 0
    return Panels.scratch(depth) + copied + largestTileRows * tileColumns
  }

  /// As `KernelSet.matrixProduct`.
  static func run(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ scratch: Writing) {
    if s.depth == 0 {
      if !s.accumulate { for i in 0..<s.rows { (c + i * s.strideC).update(repeating: 0, count: s.columns) } }
      return
    }
    if isTurned(s) { runTurned(s, a, b, c, scratch) } else { runBlocked(s, a, b, c, scratch) }
  }

  static func runBlocked(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ scratch: Writing) {
    let depthBlock = depthBlock(s)
    let rowBlock = rowBlock(depthBlock)
    let edge = scratch + Panels.scratch(depthBlock)
    let copiedA = edge + largestTileRows * tileColumns
    for rowStart in stride(from: 0, to: s.rows, by: rowBlock) {
      let rows = min(rowBlock, s.rows - rowStart)
      // One tile alone reads each value of B but once: from where it lies.
      let isReadOnce = !s.transposeB && rows <= largestTileRows
      for depthStart in stride(from: 0, to: s.depth, by: depthBlock) {
        let depth = min(depthBlock, s.depth - depthStart)
        var panels = Panels(
          s, b + depthStart * (s.transposeB ? 1 : s.strideB), depth: depth, isReadOnce: isReadOnce, scratch)
        var task = TileTask(
          a: a + rowStart * (s.transposeA ? 1 : s.strideA) + depthStart * (s.transposeA ? s.strideA : 1),
          rowStep: s.strideA, run: depth, b: b, bStep: 0, c: c, cStep: s.strideC)
        if copiesA(s) {
          copyA(s, task.a, rows, depth, copiedA)
          (task.a, task.rowStep) = (Reading(copiedA), depth + lanes)
        }
        if s.accumulate || depthStart > 0 { task.start = .accumulate }
        var column = 0
        while column < s.columns {
          let width = panels.width(from: column)
          (task.b, task.bStep) = panels.place(column, width)
          task.c = c + rowStart * s.strideC + column
          #if KERNELS_AVX2 || KERNELS_AVX512
            if width == WideTile.columns {
              WideTile.computeRows(rows, task, copying: &panels.ahead)
            } else {
              computeRows(rows, width: width, task, edge)
            }
          #else
            computeRows(rows, width: width, task, edge)
          #endif
          column += width
        }
      }
    }
  }

  /// Steps of k in a block, as even as possible.
  private static func depthBlock(_ s: MatrixShape) -> Int { s.depth == 0 ? 0 : tileRows(s.depth, most: mostDepth) }

  /// Rows of A in a block of `depth` steps of k.
  private static func rowBlock(_ depth: Int) -> Int { max(blockCount / max(depth, 1), largestTileRows) }

  /// Whether A is copied: turned over, or where so many rows of a tile would push each other out of the first cache.
  private static func copiesA(_ s: MatrixShape) -> Bool {
    let isWide = Panels.areWide(s.columns) && s.rows > largestTileRows
    return s.transposeA || (!isWide && mayCopyA(s))
  }

  /// Whether A is copied of this shape or of one of fewer rows or columns, which has the same scratch.
  private static func mayCopyA(_ s: MatrixShape) -> Bool {
    s.transposeA || (largestTileRows > 8 && s.strideA % 256 == 0 && s.columns > tileColumns)
  }

  /// A's block `[rows, depth]`, its rows `depth + lanes` floats apart.
  private static func copyA(_ s: MatrixShape, _ source: Reading, _ rows: Int, _ depth: Int, _ target: Writing) {
    let step = depth + lanes
    if s.transposeA { return Transpose.matrix(rows: depth, columns: rows, source, s.strideA, target, step) }
    for row in 0..<rows { (target + row * step).update(from: source + row * s.strideA, count: depth) }
  }
}
