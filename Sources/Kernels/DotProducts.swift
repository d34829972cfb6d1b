import KernelInterface

/// C += A · Bᵀ for long rows and few columns: vectors run along the rows, so that ten classes fill as many lanes as sixteen.
enum DotProducts {
  #if KERNELS_AVX512
    private typealias TileA = Rows<4>
    private static let tileA = 4
  #else
    private typealias TileA = Rows<2>
    private static let tileA = 2
  #endif
  private static let tileB = 5

  /// As `ConvolutionKernels.dotProducts`.
  static func run(_ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing) {
    var row = 0
    while row < s.rows {
      let rows = s.rows - row >= tileA ? tileA : 1
      var column = 0
      while column < s.columns {
        let columns = s.columns - column >= tileB ? tileB : 1
        let (pa, pb, pc) = (a + row * s.strideA, b + column * s.strideB, c + row * s.strideC + column)
        switch (rows > 1, columns > 1) {
        case (true, true): tile(TileA(), Rows<5>(), s, pa, pb, pc)
        case (true, false): tile(TileA(), Rows<1>(), s, pa, pb, pc)
        case (false, true): tile(Rows<1>(), Rows<5>(), s, pa, pb, pc)
        case (false, false): tile(Rows<1>(), Rows<1>(), s, pa, pb, pc)
        }
        column += columns
      }
      row += rows
    }
  }

  @inline(never)
  private static func tile<let R: Int, let N: Int>(
    _ rows: Rows<R>, _ columns: Rows<N>, _ s: MatrixShape, _ a: Reading, _ b: Reading, _ c: Writing
  ) {
    var sums = InlineArray<R, InlineArray<N, Vector>>(repeating: InlineArray<N, Vector>(repeating: .zero))
    let (strideA, strideB) = (s.strideA, s.strideB)
    var k = 0
    while k + lanes <= s.depth {
      var factors = InlineArray<R, Vector>(repeating: .zero)
      unrolled(rows) { r in factors[r] = load(a + r * strideA + k) }
      unrolled(columns) { n in
        let other = load(b + n * strideB + k)
        unrolled(rows) { r in sums[r][n] = multiplyAdd(factors[r], other, sums[r][n]) }
      }
      k += lanes
    }
    for r in 0..<R {
      for n in 0..<N {
        var sum = sums[r][n].sum()
        for rest in k..<s.depth { sum += a[r * strideA + rest] * b[n * strideB + rest] }
        c[r * s.strideC + n] += sum
      }
    }
  }
}
