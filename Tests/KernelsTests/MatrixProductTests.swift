import KernelInterface
import TestSupport
import Testing

@Suite struct MatrixProductTests {
  @Test(arguments: kernelSets) func productsEqualThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(1)
    var sizes = [
      (1, 1, 1), (0, 3, 2), (3, 2, 0), (13, 33, 300), (29, 10, 700), (200, 70, 31), (12, 1100, 5), (5, 32, 512),
      (30, 150, 512), (81, 100, 1030), (1030, 26, 1024),
    ]
    for _ in 0..<20 {
      sizes.append(
        (
          Int.random(in: 1...60, using: &random), Int.random(in: 1...80, using: &random),
          Int.random(in: 1...90, using: &random)
        ))
    }
    for (rows, columns, depth) in sizes {
      for variant in 0..<8 {
        var shape = MatrixShape(
          rows: rows, columns: columns, depth: depth, transposeA: variant & 1 != 0, transposeB: variant & 2 != 0,
          accumulate: variant & 4 != 0)
        shape.strideA += variant % 3
        shape.strideB += variant % 2
        shape.strideC += variant % 5
        let a = random.floats(max(1, (shape.transposeA ? depth : rows) * shape.strideA))
        let b = random.floats(max(1, (shape.transposeB ? columns : depth) * shape.strideB))
        let start = random.floats(max(1, rows * shape.strideC))
        var expected = start
        var unused: [Float] = [0]
        Plain.matrixProduct(shape, a, b, &expected, &unused)
        var actual = start
        var scratch = [Float](repeating: .nan, count: kernels.matrixProductScratch(shape) + 1)
        kernels.matrixProduct(shape, a, b, &actual, &scratch)
        expectClose(actual, expected, "\(shape)")
      }
    }
  }
  /// A dense layer takes its scratch once, for its largest part; what a smaller part copies must fit there too.
  @Test(arguments: kernelSets) func scratchServesProductsOfFewerRowsAndColumns(kernels: KernelSet) {
    var random = SplitMix(2)
    for (rows, columns, depth) in [(32, 288, 256), (64, 48, 1024), (300, 20, 512), (64, 64, 256), (20, 100, 300)] {
      for variant in 0..<4 {
        let whole = MatrixShape(
          rows: rows, columns: columns, depth: depth, transposeA: variant & 1 != 0, transposeB: variant & 2 != 0)
        let (a, b) = (random.floats(rows * depth), random.floats(depth * columns))
        let count = kernels.matrixProductScratch(whole)
        for _ in 0..<24 {
          var part = whole
          if Bool.random(using: &random) { part.rows = Int.random(in: 1...rows, using: &random) }
          if Bool.random(using: &random) { part.columns = Int.random(in: 1...columns, using: &random) }
          var (expected, unused) = ([Float](repeating: 0, count: rows * columns), [Float](repeating: 0, count: 1))
          Plain.matrixProduct(part, a, b, &expected, &unused)
          var actual = [Float](repeating: 0, count: rows * columns)
          var scratch = [Float](repeating: .nan, count: count) + [Float](repeating: 0.5, count: 1 << 16)
          kernels.matrixProduct(part, a, b, &actual, &scratch)
          expectClose(actual, expected, "\(part) of \(rows) x \(columns)")
          let overwritten = scratch[count...].count { $0 != 0.5 }
          #expect(overwritten == 0, "\(part) of \(rows) x \(columns)")
        }
      }
    }
  }
}
