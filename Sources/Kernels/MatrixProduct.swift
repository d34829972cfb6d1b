import KernelInterface

/// The matrix product, blocked for the caches as in Goto and van de Geijn 2008: B in panels of `tileColumns` columns, past
/// which the rows of A stream, both from the second cache.
enum MatrixProduct {
  /// Steps of k in a block: measured, fewer loads and stores of C gain more than a panel that stays in the first cache.
  static let depthBlock = 1024
  /// Columns in a block of B, a multiple of every `tileColumns`.
  static let columnBlock = 1024
  /// Rows in a block of A that is copied: 168 × 1024 floats stay in the second cache.
  static let rowBlock = 12 * largestTileRows
  /// Rows of B that are copied into all panels before the next ones.
  static let rowsCopied = 8

  /// Floats of scratch: a block of B, a block of A, a tile.
  static func scratch(_ s: MatrixShape) -> Int {
    let columns = min(s.columns, columnBlock)
    let padded = (columns + tileColumns - 1) / tileColumns * tileColumns
    return padded * min(s.depth, depthBlock) + rowBlock * (min(s.depth, depthBlock) + lanes)
      + largestTileRows * tileColumns
  }

  /// As `KernelSet.matrixProduct`.
  static func run(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ scratch: Writing) {
    if s.depth == 0 {
      if !s.accumulate { for i in 0..<s.rows { (c + i * s.strideC).update(repeating: 0, count: s.columns) } }
      return
    }
    let rowStep = s.transposeA ? 1 : s.strideA
    let kStep = s.transposeA ? s.strideA : 1
    // Copying A pays when each value is used by many tiles, or when its rows are a multiple of a cache set's distance
    // apart and would push each other out of the cache.
    let copiesA = s.rows > 1 && (s.columns > 4 * tileColumns || (s.strideA % 256 == 0 && !s.transposeA))
    // A single whole panel is one already.
    let copiesB = s.transposeB || s.columns != tileColumns || s.strideB != tileColumns
    let panels = scratch
    for columnStart in stride(from: 0, to: s.columns, by: columnBlock) {
      let columns = min(columnBlock, s.columns - columnStart)
      for depthStart in stride(from: 0, to: s.depth, by: depthBlock) {
        let depth = min(depthBlock, s.depth - depthStart)
        let panelCount = (columns + tileColumns - 1) / tileColumns
        if copiesB { packB(s, b, columnStart, columns, depthStart, depth, panels) }
        let firstPanel = copiesB ? Reading(panels) : b + depthStart * tileColumns
        let copiedA = panels + panelCount * tileColumns * depth
        let copiedStep = depth + lanes
        let edge = copiedA + rowBlock * copiedStep
        for rowStart in stride(from: 0, to: s.rows, by: rowBlock) {
          let rows = min(rowBlock, s.rows - rowStart)
          let source = a + rowStart * rowStep + depthStart * kStep
          if copiesA { copyA(s, source, rows, depth, copiedA, copiedStep) }
          for panel in 0..<panelCount {
            let column = panel * tileColumns
            let width = min(tileColumns, columns - column)
            var task = TileTask(
              a: copiesA ? Reading(copiedA) : source, rowStep: copiesA ? copiedStep : rowStep,
              kStep: copiesA ? 1 : kStep, run: depth, b: firstPanel + panel * tileColumns * depth,
              bStep: tileColumns, c: c + rowStart * s.strideC + columnStart + column, cStep: s.strideC)
            if s.accumulate || depthStart > 0 { task.start = .accumulate }
            runRows(rows, width, task, edge)
          }
        }
      }
    }
  }

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

  /// B's block as panels `[k, tileColumns]`, filled up with zeros.
  private static func packB(
    _ s: MatrixShape, _ b: Reading, _ columnStart: Int, _ columns: Int, _ depthStart: Int, _ depth: Int,
    _ panels: Writing
  ) {
    if s.transposeB {
      for column in stride(from: 0, to: columns, by: tileColumns) {
        let width = min(tileColumns, columns - column)
        let panel = panels + column * depth
        if width < tileColumns { panel.update(repeating: 0, count: depth * tileColumns) }
        Transpose.matrix(
          rows: width, columns: depth, b + (columnStart + column) * s.strideB + depthStart, s.strideB, panel,
          tileColumns)
      }
      return
    }
    // Some rows of all panels before the next rows: read along the rows, and written in pieces of some cache lines.
    for first in stride(from: 0, to: depth, by: rowsCopied) {
      for column in stride(from: 0, to: columns, by: tileColumns) {
        let width = min(tileColumns, columns - column)
        for k in first..<min(first + rowsCopied, depth) {
          let source = b + (depthStart + k) * s.strideB + columnStart + column
          let target = panels + column * depth + k * tileColumns
          if width == tileColumns {
            store(load(source), target)
            store(load(source + lanes), target + lanes)
          } else {
            target.update(repeating: 0, count: tileColumns)
            target.update(from: source, count: width)
          }
        }
      }
    }
  }

  /// A's block `[rows, depth]`, its rows `step` floats apart.
  private static func copyA(
    _ s: MatrixShape, _ source: Reading, _ rows: Int, _ depth: Int, _ target: Writing, _ step: Int
  ) {
    if s.transposeA { return Transpose.matrix(rows: depth, columns: rows, source, s.strideA, target, step) }
    for row in 0..<rows { copy(source + row * s.strideA, target + row * step, depth) }
  }

  @inline(__always)
  private static func copy(_ source: Reading, _ target: Writing, _ count: Int) {
    Elementwise.forEach(count) {
      store(load(source + $0), target + $0)
    } scalar: {
      target[$0] = source[$0]
    }
  }
}
