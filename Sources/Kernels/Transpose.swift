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

  /// Some images `[count, values]`, `step` floats apart, beside each other: `[values, count]`, `targetStep` floats apart.
  static func images(_ values: Int, _ images: Reading, _ step: Int, _ count: Int, _ target: Writing, _ targetStep: Int)
  {
    let (wholeImages, wholeValues) = (count / lanes * lanes, values / lanes * lanes)
    for image in stride(from: 0, to: wholeImages, by: lanes) {
      for value in stride(from: 0, to: wholeValues, by: lanes) {
        square(images + image * step + value, step, target + value * targetStep + image, targetStep)
      }
    }
    for image in 0..<count {
      for value in (image < wholeImages ? wholeValues : 0)..<values {
        target[value * targetStep + image] = images[image * step + value]
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
