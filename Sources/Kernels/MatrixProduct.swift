import KernelInterface

/// The matrix product, blocked for the caches as in Goto and van de Geijn 2008: B in panels of `tileColumns` columns that
/// stay in the first cache while the rows of A stream past.
enum MatrixProduct {
  /// Steps of k in a block: a panel of B then takes 32 KiB with the widest vectors.
  static let depthBlock = 256
  /// Columns in a block of B, a multiple of every `tileColumns`.
  static let columnBlock = 1024
  /// Rows in a block of A that is packed: 24 tiles or more; 168 × 256 floats stay in the second cache.
  static let rowBlock = 12 * largestTileRows

  /// Floats of scratch: a block of B, a block of A, a tile.
  static func scratch(_ s: MatrixShape) -> Int {
    let columns = min(s.columns, columnBlock)
    let padded = (columns + tileColumns - 1) / tileColumns * tileColumns
    return padded * min(s.depth, depthBlock) + rowBlock * min(s.depth, depthBlock) + largestTileRows * tileColumns
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
    let packsA = !s.transposeA && s.rows > 1 && (s.columns > 4 * tileColumns || s.strideA % 512 == 0)
    let panels = scratch
    for columnStart in stride(from: 0, to: s.columns, by: columnBlock) {
      let columns = min(columnBlock, s.columns - columnStart)
      for depthStart in stride(from: 0, to: s.depth, by: depthBlock) {
        let depth = min(depthBlock, s.depth - depthStart)
        let panelCount = (columns + tileColumns - 1) / tileColumns
        packB(s, b, columnStart, columns, depthStart, depth, panels)
        let packedA = panels + panelCount * tileColumns * depth
        let edge = packedA + rowBlock * depth
        for rowStart in stride(from: 0, to: s.rows, by: rowBlock) {
          let rows = min(rowBlock, s.rows - rowStart)
          let source = a + rowStart * rowStep + depthStart * kStep
          if packsA { packA(source, s.strideA, rows, depth, packedA) }
          for panel in 0..<panelCount {
            let column = panel * tileColumns
            let width = min(tileColumns, columns - column)
            var task = TileTask(
              a: source, rowStep: rowStep, kStep: kStep, run: depth, b: panels + panel * tileColumns * depth,
              bStep: tileColumns, c: c + rowStart * s.strideC + columnStart + column, cStep: s.strideC)
            let target = task.c
            if s.accumulate || depthStart > 0 { task.start = .accumulate }
            var row = 0
            while row < rows {
              let tile = tileRows(rows - row)
              if packsA {
                task.a = Reading(packedA + row * depth)
                task.rowStep = 1
                task.kStep = tile
              } else {
                task.a = source + row * rowStep
              }
              task.c = target + row * s.strideC
              runTile(tile, width, &task, edge)
              row += tile
            }
          }
        }
      }
    }
  }

  /// As `ConvolutionKernels.smallProduct`: nothing is copied, both matrices lie in the caches already.
  static func small(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing, _ edge: Writing) {
    let rowStep = s.transposeA ? 1 : s.strideA
    for column in stride(from: 0, to: s.columns, by: tileColumns) {
      var task = TileTask(
        a: a, rowStep: rowStep, kStep: s.transposeA ? s.strideA : 1, run: s.depth, b: b + column, bStep: s.strideB,
        c: c, cStep: s.strideC)
      if s.accumulate { task.start = .accumulate }
      var row = 0
      while row < s.rows {
        let tile = tileRows(s.rows - row)
        task.a = a + row * rowStep
        task.c = c + row * s.strideC + column
        runTile(tile, min(tileColumns, s.columns - column), &task, edge)
        row += tile
      }
    }
  }

  /// How many of the remaining rows the next tile takes: as even as possible, so that no tile is a thin rest.
  @inline(__always)
  static func tileRows(_ remaining: Int) -> Int {
    let tiles = (remaining + largestTileRows - 1) / largestTileRows
    return (remaining + tiles - 1) / tiles
  }

  /// Runs a tile `width` columns wide; where that is no whole vector, by way of `edge` (a tile of scratch).
  @inline(__always)
  static func runTile(_ rows: Int, _ width: Int, _ task: inout TileTask, _ edge: Writing) {
    let isDouble = width > lanes
    let whole = isDouble ? tileColumns : lanes
    if width == whole { return computeTile(rows: rows, isDouble: isDouble, task) }
    let (c, cStep) = (task.c, task.cStep)
    if case .accumulate = task.start {
      for r in 0..<rows { (edge + r * whole).update(from: c + r * cStep, count: width) }
    }
    task.c = edge
    task.cStep = whole
    computeTile(rows: rows, isDouble: isDouble, task)
    for r in 0..<rows { (c + r * cStep).update(from: edge + r * whole, count: width) }
    task.c = c
    task.cStep = cStep
  }

  /// B's block as panels `[k, tileColumns]`, filled up with zeros.
  private static func packB(
    _ s: MatrixShape, _ b: Reading, _ columnStart: Int, _ columns: Int, _ depthStart: Int, _ depth: Int,
    _ panels: Writing
  ) {
    for column in stride(from: 0, to: columns, by: tileColumns) {
      let width = min(tileColumns, columns - column)
      let panel = panels + column * depth
      if s.transposeB {
        if width < tileColumns { panel.update(repeating: 0, count: tileColumns * depth) }
        for j in 0..<width {
          let source = b + (columnStart + column + j) * s.strideB + depthStart
          for k in 0..<depth { panel[k * tileColumns + j] = source[k] }
        }
      } else {
        for k in 0..<depth {
          let source = b + (depthStart + k) * s.strideB + columnStart + column
          let target = panel + k * tileColumns
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

  /// Rows of A as tiles `[k, rows of the tile]`, in the division that `tileRows` gives.
  private static func packA(_ a: Reading, _ strideA: Int, _ rows: Int, _ depth: Int, _ packed: Writing) {
    var row = 0
    while row < rows {
      let tile = tileRows(rows - row)
      let target = packed + row * depth
      for r in 0..<tile {
        let source = a + (row + r) * strideA
        for k in 0..<depth { target[k * tile + r] = source[k] }
      }
      row += tile
    }
  }
}
