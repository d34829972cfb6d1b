import KernelInterface

/// Runs a tile of `rows` rows (at most `largestTileRows`), one or two vectors wide.
@inline(never)
func computeTile(rows: Int, isDouble: Bool, _ task: TileTask) {
  if isDouble {
    switch rows {
    case 1: doubleTile(Rows<1>(), task)
    case 2: doubleTile(Rows<2>(), task)
    case 3: doubleTile(Rows<3>(), task)
    case 4: doubleTile(Rows<4>(), task)
    case 5: doubleTile(Rows<5>(), task)
    case 6: doubleTile(Rows<6>(), task)
    #if KERNELS_AVX512
      case 7: doubleTile(Rows<7>(), task)
      case 8: doubleTile(Rows<8>(), task)
      case 9: doubleTile(Rows<9>(), task)
      case 10: doubleTile(Rows<10>(), task)
      case 11: doubleTile(Rows<11>(), task)
      case 12: doubleTile(Rows<12>(), task)
      case 13: doubleTile(Rows<13>(), task)
      case 14: doubleTile(Rows<14>(), task)
    #endif
    default: preconditionFailure("a tile has at most \(largestTileRows) rows")
    }
  } else {
    switch rows {
    case 1: singleTile(Rows<1>(), task)
    case 2: singleTile(Rows<2>(), task)
    case 3: singleTile(Rows<3>(), task)
    case 4: singleTile(Rows<4>(), task)
    case 5: singleTile(Rows<5>(), task)
    case 6: singleTile(Rows<6>(), task)
    #if KERNELS_AVX512
      case 7: singleTile(Rows<7>(), task)
      case 8: singleTile(Rows<8>(), task)
      case 9: singleTile(Rows<9>(), task)
      case 10: singleTile(Rows<10>(), task)
      case 11: singleTile(Rows<11>(), task)
      case 12: singleTile(Rows<12>(), task)
      case 13: singleTile(Rows<13>(), task)
      case 14: singleTile(Rows<14>(), task)
    #endif
    default: preconditionFailure("a tile has at most \(largestTileRows) rows")
    }
  }
}

#if KERNELS_AVX512
  private typealias LargestTile = Rows<14>
#else
  private typealias LargestTile = Rows<6>
#endif

/// How many of the remaining rows the next tile takes: as even as possible, so that no tile is a thin rest.
@inline(__always)
func tileRows(_ remaining: Int, most: Int = largestTileRows) -> Int {
  let tiles = (remaining + most - 1) / most
  return (remaining + tiles - 1) / tiles
}

/// Runs tiles of any number of rows altogether, one or two vectors wide.
@inline(never)
func computeRows(_ rows: Int, isDouble: Bool, _ whole: TileTask) {
  var (task, left) = (whole, rows)
  // As many as two tiles share are shared evenly, so that the last is no thin one.
  while isDouble && (left == largestTileRows || left >= 2 * largestTileRows) {
    doubleTile(LargestTile(), task)
    task.a += largestTileRows * task.rowStep
    task.c += largestTileRows * task.cStep
    left -= largestTileRows
  }
  while left > 0 {
    let tile = tileRows(left)
    computeTile(rows: tile, isDouble: isDouble, task)
    task.a += tile * task.rowStep
    task.c += tile * task.cStep
    left -= tile
  }
}

/// Runs tiles of `rows` rows altogether, `width` columns wide; where that is no whole vector, by way of `edge` (a tile of
/// scratch).
@inline(__always)
func computeRows(_ rows: Int, width: Int, _ whole: TileTask, _ edge: Writing) {
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
