import KernelInterface
import TestSupport
import Testing

@Suite struct PoolingTests {
  /// Windows of every kind: beside each other, apart, overlapping, hanging over the edge; channels that fill vectors or not.
  private static let shapes: [PoolingShape] = {
    var random = SplitMix(31)
    return (0..<60).map { _ in
      func one(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
      let (window, stride) = ((one(1...4), one(1...4)), (one(1...4), one(1...4)))
      let input = (one(4...11), one(4...11))
      var shape = PoolingShape(
        input: input, channels: one(1...37), output: (1, 1), window: window, stride: stride)
      shape.paddingTop = one(0...window.0 - 1)
      shape.paddingLeft = one(0...window.1 - 1)
      // Windows begin in the image, and may end behind it.
      shape.outputHeight = (input.0 + shape.paddingTop - 1) / stride.0 + 1
      shape.outputWidth = (input.1 + shape.paddingLeft - 1) / stride.1 + 1
      return shape
    }
  }()

  @Test(arguments: kernelSets) func maximaAndTheirGradientsAreThoseOfThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(32)
    for shape in Self.shapes {
      var input = random.floats(shape.inputCount)
      // Equal values: the first counts. A NaN goes through.
      for place in stride(from: 0, to: input.count, by: 7) { input[place] = 0.5 }
      input[input.count / 2] = .nan
      var (actual, expected) = (
        [Float](repeating: 9, count: shape.outputCount), [Float](repeating: 8, count: shape.outputCount)
      )
      var (places, expectedPlaces) = (
        [UInt16](repeating: 9, count: shape.outputCount), [UInt16](repeating: 8, count: shape.outputCount)
      )
      kernels.maxPooling(shape, input, &actual, &places)
      Plain.maxPooling(shape, input, &expected, &expectedPlaces)
      #expect(actual.map(\.bitPattern) == expected.map(\.bitPattern), "\(shape)")
      #expect(places == expectedPlaces, "\(shape)")
      kernels.maxPooling(shape, input, &actual, nil)
      #expect(actual.map(\.bitPattern) == expected.map(\.bitPattern), "\(shape) without places")

      let gradient = random.floats(shape.outputCount)
      var (back, expectedBack) = (
        [Float](repeating: 9, count: shape.inputCount), [Float](repeating: 8, count: shape.inputCount)
      )
      kernels.maxPoolingGradient(shape, gradient, places, &back)
      Plain.maxPoolingGradient(shape, gradient, places, &expectedBack)
      #expect(back == expectedBack, "\(shape)")
    }
  }

  @Test(arguments: kernelSets) func meansAndTheirGradientsAreThoseOfThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(33)
    for shape in Self.shapes {
      let input = random.floats(shape.inputCount)
      var (actual, expected) = (
        [Float](repeating: 9, count: shape.outputCount), [Float](repeating: 8, count: shape.outputCount)
      )
      kernels.averagePooling(shape, input, &actual)
      Plain.averagePooling(shape, input, &expected)
      #expect(actual == expected, "\(shape)")

      let gradient = random.floats(shape.outputCount)
      var (back, expectedBack) = (
        [Float](repeating: 9, count: shape.inputCount), [Float](repeating: 8, count: shape.inputCount)
      )
      kernels.averagePoolingGradient(shape, gradient, &back)
      Plain.averagePoolingGradient(shape, gradient, &expectedBack)
      #expect(back == expectedBack, "\(shape)")
    }
  }
}
