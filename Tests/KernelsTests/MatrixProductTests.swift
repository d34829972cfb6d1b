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
}
