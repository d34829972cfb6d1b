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
    let tile = MatrixProduct.tileRows(left)
    computeTile(rows: tile, isDouble: isDouble, task)
    task.a += tile * task.rowStep
    task.c += tile * task.cStep
    left -= tile
  }
}
