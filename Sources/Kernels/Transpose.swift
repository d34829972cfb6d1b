import KernelInterface

/// Matrices turned over, in squares of as many rows and columns as a vector has lanes.
enum Transpose {
  /// target[j, i] = source[i, j] for some columns j of a square; `sourceStep` and `targetStep` are the floats from row to row.
  @inline(never)
  static func square(
    _ source: Reading, _ sourceStep: Int, _ target: Writing, _ targetStep: Int, columns: Int = lanes
  ) {
    var (first, second) = (Registers(), Registers())
    first.withPointer { a in
      second.withPointer { b in
        let all = RowsOfLanes()
        unrolled(all) { a[$0] = load(source + $0 * sourceStep) }
        // Each round puts the first half of the rows between those of the second: one bit of the places moves from the row's
        // number to the column's, and after as many rounds as they have bits all have.
        shuffle(a, b)
        shuffle(b, a)
        #if KERNELS_AVX512
          shuffle(a, b)
          shuffle(b, a)
        #elseif KERNELS_AVX2
          shuffle(a, b)
          unrolled(all) { a[$0] = b[$0] }
        #endif
        unrolled(all) { if $0 < columns { store(a[$0], target + $0 * targetStep) } }
      }
    }
  }

  /// As many rows as a vector has lanes, `[lanes, columns]`, to `[columns, lanes]`. The source may be read past its end.
  static func run(_ source: Reading, columns: Int, _ target: Writing) {
    for column in stride(from: 0, to: columns, by: lanes) {
      square(source + column, columns, target + column * lanes, lanes, columns: min(lanes, columns - column))
    }
  }

  /// A matrix `[rows, columns]`, its rows `step` floats apart, to `[columns, rows]`, `targetStep` floats apart.
  static func matrix(
    rows: Int, columns: Int, _ source: Reading, _ step: Int, _ target: Writing, _ targetStep: Int
  ) {
    let (wholeRows, wholeColumns) = (rows / lanes * lanes, columns / lanes * lanes)
    for row in stride(from: 0, to: wholeRows, by: lanes) {
      for column in stride(from: 0, to: wholeColumns, by: lanes) {
        square(source + row * step + column, step, target + column * targetStep + row, targetStep)
      }
    }
    for row in 0..<rows {
      for column in (row < wholeRows ? wholeColumns : 0)..<columns {
        target[column * targetStep + row] = source[row * step + column]
      }
    }
  }

  @inline(__always)
  private static func shuffle(_ from: UnsafeMutablePointer<Vector>, _ to: UnsafeMutablePointer<Vector>) {
    for row in 0..<lanes / 2 {
      let (a, b) = (from[row], from[row + lanes / 2])
      (to[2 * row].evenHalf, to[2 * row].oddHalf) = (a.lowHalf, b.lowHalf)
      (to[2 * row + 1].evenHalf, to[2 * row + 1].oddHalf) = (a.highHalf, b.highHalf)
    }
  }
}
