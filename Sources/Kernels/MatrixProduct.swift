import KernelInterface

/// The matrix product, blocked for the caches as in Goto and van de Geijn 2008, but with one panel of B at a time: it stays in
/// the second cache while the rows of A stream past, so that no copy of B is ever read from further away.
enum MatrixProduct {
  /// Most steps of k in a block: a panel of as many rows stays in the second cache.
  private static let mostDepth = 1024
  /// Floats of A that pass a panel before the next one: they stay in the third cache.
  private static let blockCount = 1 << 20
  /// Rows of B that are asked for ahead of the row that is copied.
  private static let rowsAhead = 16
  #if KERNELS_AVX2
    /// Columns of the widest panel.
    private static let mostColumns = WideTile.vectors * lanes
  #else
    /// Columns of the widest panel.
    private static let mostColumns = tileColumns
  #endif

  /// Floats of scratch: a panel of B, a block of A where it is copied, a tile.
  static func scratch(_ s: MatrixShape) -> Int {
    let depth = depthBlock(s)
    let copied = copiesA(s) ? min(s.rows, rowBlock(depth)) * (depth + lanes) : 0
    return mostColumns * depth + copied + largestTileRows * tileColumns
  }

  /// As `KernelSet.matrixProduct`.
  static func run(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ scratch: Writing) {
    if s.depth == 0 {
      if !s.accumulate { for i in 0..<s.rows { (c + i * s.strideC).update(repeating: 0, count: s.columns) } }
      return
    }
    let depthBlock = depthBlock(s)
    let rowBlock = rowBlock(depthBlock)
    let panel = scratch
    let edge = panel + mostColumns * depthBlock
    let copiedA = edge + largestTileRows * tileColumns
    for rowStart in stride(from: 0, to: s.rows, by: rowBlock) {
      let rows = min(rowBlock, s.rows - rowStart)
      // One tile alone reads each value of B but once: from where it lies.
      let isReadOnce = !s.transposeB && rows <= largestTileRows
      for depthStart in stride(from: 0, to: s.depth, by: depthBlock) {
        let depth = min(depthBlock, s.depth - depthStart)
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
          let width = panelWidth(s.columns - column, isCopied: !isReadOnce)
          let source = b + (s.transposeB ? column * s.strideB + depthStart : depthStart * s.strideB + column)
          (task.b, task.bStep) = place(s, source, width, depth, isReadOnce: isReadOnce, panel)
          task.c = c + rowStart * s.strideC + column
          #if KERNELS_AVX2
            if width == mostColumns {
              WideTile.computeRows(rows, task)
            } else {
              runRows(rows, width, task, edge)
            }
          #else
            runRows(rows, width, task, edge)
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

  /// Columns of the next panel: as many as the widest has, but so that no vector is left over alone.
  private static func panelWidth(_ columns: Int, isCopied: Bool) -> Int {
    isCopied && columns >= mostColumns && vectorCount(columns) != 4 ? mostColumns : min(columns, tileColumns)
  }

  /// Vectors that hold `columns` columns.
  private static func vectorCount(_ columns: Int) -> Int { (columns + lanes - 1) / lanes }

  /// How many of the remaining rows the next tile takes: as even as possible, so that no tile is a thin rest.
  @inline(__always)
  static func tileRows(_ remaining: Int, most: Int = largestTileRows) -> Int {
    let tiles = (remaining + most - 1) / most
    return (remaining + tiles - 1) / tiles
  }

  /// Runs tiles of `rows` rows altogether, `width` columns wide; where that is no whole vector, by way of `edge` (a tile of
  /// scratch).
  @inline(__always)
  static func runRows(_ rows: Int, _ width: Int, _ whole: TileTask, _ edge: Writing) {
    let isDouble = width > lanes
    let vectors = isDouble ? tileColumns : lanes
    if width == vectors { return computeRows(rows, isDouble: isDouble, whole) }
    var (task, c, left) = (whole, whole.c, rows)
    (task.c, task.cStep) = (edge, vectors)
    while left > 0 {
      let tile = tileRows(left)
      if case .accumulate = whole.start {
        for r in 0..<tile { (edge + r * vectors).update(from: c + r * whole.cStep, count: width) }
      }
      computeTile(rows: tile, isDouble: isDouble, task)
      for r in 0..<tile { (c + r * whole.cStep).update(from: edge + r * vectors, count: width) }
      task.a += tile * whole.rowStep
      c += tile * whole.cStep
      left -= tile
    }
  }

  /// Where a panel of B lies, and floats from one k to the next: in B itself, or copied, and filled up with zeros.
  private static func place(
    _ s: MatrixShape, _ source: Reading, _ width: Int, _ depth: Int, isReadOnce: Bool, _ panel: Writing
  ) -> (Reading, step: Int) {
    let step = max(width, tileColumns)
    if s.transposeB {
      if width < step { panel.update(repeating: 0, count: depth * step) }
      Transpose.matrix(rows: width, columns: depth, source, s.strideB, panel, step)
      return (Reading(panel), step)
    }
    let isWhole = width % lanes == 0
    if isWhole && (isReadOnce || s.strideB == step) { return (source, s.strideB) }
    for k in 0..<depth {
      let (row, target) = (source + k * s.strideB, panel + k * step)
      if isWhole {
        prefetch(row + rowsAhead * s.strideB)
        prefetch(row + rowsAhead * s.strideB + width - 1)
        for place in stride(from: 0, to: width, by: lanes) { store(load(row + place), target + place) }
      } else {
        target.update(repeating: 0, count: step)
        target.update(from: row, count: width)
      }
    }
    return (Reading(panel), step)
  }

  /// Whether A is copied: turned over, or where so many rows of a tile would push each other out of the first cache.
  private static func copiesA(_ s: MatrixShape) -> Bool {
    s.transposeA || (largestTileRows > 8 && s.strideA % 256 == 0 && s.columns > tileColumns)
  }

  /// A's block `[rows, depth]`, its rows `depth + lanes` floats apart.
  private static func copyA(_ s: MatrixShape, _ source: Reading, _ rows: Int, _ depth: Int, _ target: Writing) {
    let step = depth + lanes
    if s.transposeA { return Transpose.matrix(rows: depth, columns: rows, source, s.strideA, target, step) }
    for row in 0..<rows { (target + row * step).update(from: source + row * s.strideA, count: depth) }
  }
}
