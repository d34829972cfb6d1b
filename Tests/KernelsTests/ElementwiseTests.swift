import KernelInterface
import TestSupport
import Testing

@Suite struct ElementwiseTests {
  /// Whole vectors of every width, what is left over after them, and less than one.
  static let counts = [1, 3, 4, 7, 8, 15, 16, 17, 31, 32, 33, 100, 259]

  @Test(arguments: kernelSets) func biasesAndReLUEqualThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(21)
    for columns in Self.counts {
      for (hasBias, isRelu) in [(true, true), (true, false), (false, true)] {
        let bias = random.floats(columns)
        var actual = random.floats(5 * columns)
        // A NaN goes through the ReLU, so that it is seen.
        actual[columns] = .nan
        var expected = actual
        bias.withUnsafeBufferPointer { bias in
          kernels.addBias(&actual, hasBias ? bias.baseAddress : nil, 5, columns, isRelu)
          Plain.addBias(&expected, hasBias ? bias.baseAddress : nil, 5, columns, isRelu)
        }
        #expect(actual.map(\.bitPattern) == expected.map(\.bitPattern), "\(columns) columns")
        #expect(actual[columns].isNaN)
      }
    }
  }

  @Test(arguments: kernelSets) func sumsOfColumnsEqualThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(22)
    for columns in Self.counts {
      for rows in [0, 1, 3, 4, 5, 18] {
        let values = random.floats(max(1, rows * columns))
        var actual = random.floats(columns)
        var expected = actual
        kernels.addColumnSums(values, rows, columns, &actual)
        Plain.addColumnSums(values, rows, columns, &expected)
        expectClose(actual, expected, "\(rows) rows of \(columns)")
      }
    }
  }

  @Test(arguments: kernelSets) func gradientsOfReLUEqualThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(23)
    for count in Self.counts {
      let output = random.floats(count).map { max($0, 0) }
      let gradient = random.floats(count)
      var (actual, expected) = (gradient, gradient)
      kernels.reluGradient(output, gradient, &actual, count)
      Plain.reluGradient(output, gradient, &expected, count)
      #expect(actual == expected, "\(count)")
    }
  }

  @Test(arguments: kernelSets) func stepsOfOptimisersEqualThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(24)
    for count in Self.counts {
      let step = AdamStep(rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-7, decay: count % 2 == 0 ? 0 : 0.02)
      var (weights, mean, square) = (random.floats(count), random.floats(count), random.floats(count).map(abs))
      var expected = (weights: weights, mean: mean, square: square)
      for _ in 0..<3 {
        let gradient = random.floats(count)
        kernels.adam(step, gradient, &weights, &mean, &square, count)
        Plain.adam(step, gradient, &expected.weights, &expected.mean, &expected.square, count)
        kernels.sgd(0.1, gradient, &weights, count)
        Plain.sgd(0.1, gradient, &expected.weights, count)
        kernels.addScaled(-0.3, gradient, &weights, count)
        Plain.addScaled(-0.3, gradient, &expected.weights, count)
      }
      expectClose(weights, expected.weights, "\(count)")
      expectClose(mean, expected.mean, "\(count)")
      expectClose(square, expected.square, "\(count)")
    }
  }
}
