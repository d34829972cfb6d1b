import KernelInterface

/// Sums of products of rows of values with strips of a dense layer's weights, kept as vectors: the lanes are added up at the
/// end alone.
enum StripProduct {
  /// sums[i, n] = Σ a[p, i, k] · b[p, k, n] (or += where `accumulate`), over parts p and vectors k: A `[parts, rows, depth]`,
  /// B `[parts, depth / vector, columns, vector]`, sums `[rows, columns, vector]`. Two rows at once, and as many columns as
  /// registers hold.
  static func run(
    rows: Int, columns: Int, parts: Int, depth: Int, _ a: Reading, _ b: Reading, _ sums: Writing, accumulate: Bool
  ) {
    var row = 0
    while row < rows {
      let isPair = rows - row > 1
      var column = 0
      while column < columns {
        let tile = MatrixProduct.tileRows(columns - column)
        compute(
          tile, isPair,
          Task(
            a: a + row * depth, aSecond: depth, parts: parts, partStep: rows * depth, steps: depth / lanes,
            b: b + column * lanes, bStep: columns * lanes,
            c: sums + (row * columns + column) * lanes, cSecond: columns * lanes, accumulate: accumulate))
        column += tile
      }
      row += isPair ? 2 : 1
    }
  }

  private struct Task {
    var a: Reading
    var aSecond: Int
    /// Parts of A, and floats from one to the next.
    var parts: Int
    var partStep: Int
    /// Vectors of a part.
    var steps: Int
    var b: Reading
    var bStep: Int
    var c: Writing
    var cSecond: Int
    var accumulate: Bool
  }

  @inline(never)
  private static func compute(_ columns: Int, _ isPair: Bool, _ t: Task) {
    guard isPair else {
      for n in 0..<columns { single(n, t) }
      return
    }
    switch columns {
    case 1: pair(Rows<1>(), t)
    case 2: pair(Rows<2>(), t)
    case 3: pair(Rows<3>(), t)
    case 4: pair(Rows<4>(), t)
    case 5: pair(Rows<5>(), t)
    case 6: pair(Rows<6>(), t)
    #if KERNELS_AVX512
      case 7: pair(Rows<7>(), t)
      case 8: pair(Rows<8>(), t)
      case 9: pair(Rows<9>(), t)
      case 10: pair(Rows<10>(), t)
      case 11: pair(Rows<11>(), t)
      case 12: pair(Rows<12>(), t)
      case 13: pair(Rows<13>(), t)
      case 14: pair(Rows<14>(), t)
    #endif
    default: preconditionFailure("a tile has at most \(largestTileRows) columns")
    }
  }

  @inline(__always)
  private static func pair<let N: Int>(_ columns: Rows<N>, _ t: Task) {
    var (leftRegisters, rightRegisters) = (Registers(), Registers())
    leftRegisters.withPointer { left in
      rightRegisters.withPointer { right in pair(columns, t, left, right) }
    }
  }

  @inline(__always)
  private static func pair<let N: Int>(
    _ columns: Rows<N>, _ t: Task, _ left: UnsafeMutablePointer<Vector>, _ right: UnsafeMutablePointer<Vector>
  ) {
    let (c, cSecond) = (t.c, t.cSecond)
    if t.accumulate {
      unrolled(columns) { n in
        left[n] = load(c + n * lanes)
        right[n] = load(c + cSecond + n * lanes)
      }
    }
    var (part, b) = (t.a, t.b)
    let (aSecond, bStep) = (t.aSecond, t.bStep)
    for _ in 0..<t.parts {
      var a = part
      for _ in 0..<t.steps {
        let (first, second) = (load(a), load(a + aSecond))
        unrolled(columns) { n in
          let weights = load(b + n * lanes)
          left[n] = multiplyAdd(weights, first, left[n])
          right[n] = multiplyAdd(weights, second, right[n])
        }
        a += lanes
        b += bStep
      }
      part += t.partStep
    }
    unrolled(columns) { n in
      store(left[n], c + n * lanes)
      store(right[n], c + cSecond + n * lanes)
    }
  }

  private static func single(_ n: Int, _ t: Task) {
    var sum = t.accumulate ? load(t.c + n * lanes) : .zero
    for part in 0..<t.parts {
      let (a, b) = (t.a + part * t.partStep, t.b + part * t.steps * t.bStep + n * lanes)
      for k in 0..<t.steps { sum = multiplyAdd(load(a + k * lanes), load(b + k * t.bStep), sum) }
    }
    store(sum, t.c + n * lanes)
  }
}
