import KernelInterface
import TestSupport
import Testing

/// Convolutions of all kinds: sizes, strides, dilations, paddings and channel counts at random, and the usual ones.
let convolutionShapes: [ConvolutionShape] = {
  var random = SplitMix(2)
  var shapes: [ConvolutionShape] = []
  func add(
    _ size: (Int, Int), _ ic: Int, _ oc: Int, _ kernel: (Int, Int), _ stride: (Int, Int), _ dilation: (Int, Int),
    _ pad: (Int, Int, Int, Int), _ groups: Int = 1
  ) {
    let reach = ((kernel.0 - 1) * dilation.0 + 1, (kernel.1 - 1) * dilation.1 + 1)
    let rows = size.0 + pad.0 + pad.2 - reach.0
    let columns = size.1 + pad.1 + pad.3 - reach.1
    guard rows >= 0, columns >= 0 else { return }
    var shape = ConvolutionShape(
      input: (size.0, size.1, ic), output: (rows / stride.0 + 1, columns / stride.1 + 1, oc), kernel: kernel)
    (shape.strideHeight, shape.strideWidth) = stride
    (shape.dilationHeight, shape.dilationWidth) = dilation
    (shape.paddingTop, shape.paddingLeft) = (pad.0, pad.1)
    shape.groups = groups
    shapes.append(shape)
  }
  add((28, 28), 1, 64, (3, 3), (1, 1), (1, 1), (0, 0, 0, 0))
  add((12, 12), 3, 64, (3, 3), (1, 1), (1, 1), (1, 1, 1, 1))
  add((10, 10), 64, 64, (3, 3), (1, 1), (1, 1), (1, 1, 1, 1))
  add((9, 7), 6, 6, (3, 3), (1, 1), (1, 1), (1, 1, 1, 1), 6)
  add((9, 7), 6, 12, (3, 2), (2, 1), (1, 1), (1, 0, 1, 1), 3)
  add((1, 40), 5, 7, (1, 4), (1, 3), (1, 1), (0, 1, 0, 2))
  add((5, 5), 2, 3, (5, 5), (1, 1), (1, 1), (0, 0, 0, 0))
  for _ in 0..<40 {
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let oc = [1, 2, 10, 16, 17, 32, 40, 48, 64, 100][pick(0...9)]
    add(
      (pick(1...20), pick(1...20)), [1, 2, 3, 5, 16, 20][pick(0...5)], oc, (pick(1...5), pick(1...5)),
      (pick(1...3), pick(1...3)), (pick(1...2), pick(1...2)), (pick(0...2), pick(0...2), pick(0...2), pick(0...2)))
  }
  // Groups of some channels, and of one: those fill vectors of every width, or leave something over.
  for index in 0..<30 {
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let isDepthwise = index % 2 == 0
    let groups = isDepthwise ? [7, 8, 16, 17, 33][pick(0...4)] : [2, 4][pick(0...1)]
    let (channels, filters) = isDepthwise ? (1, index % 6 == 0 ? 2 : 1) : ([1, 3, 5][pick(0...2)], pick(1...9))
    add(
      (pick(3...12), pick(3...12)), groups * channels, groups * filters, (pick(1...3), pick(1...3)),
      (pick(1...3), pick(1...3)), (1, 1), (pick(0...2), pick(0...2), pick(0...2), pick(0...2)), groups)
  }
  return shapes
}()

@Suite struct ConvolutionTests {
  @Test(arguments: kernelSets) func forwardEqualsThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(3)
    let depthwise = convolutionShapes.filter { $0.groups == $0.inputChannels && $0.groups == $0.outputChannels }
    #expect(Set(depthwise.map(\.groups)).isSuperset(of: [7, 8, 16, 17, 33]))
    for (index, shape) in convolutionShapes.enumerated() {
      let input = random.floats(shape.inputCount)
      let kernel = random.floats(shape.kernelCount)
      let bias = random.floats(shape.outputChannels)
      let hasBias = index % 3 > 0
      var expected = [Float](repeating: .nan, count: shape.outputCount)
      var actual = expected
      var scratch = [Float](repeating: .nan, count: kernels.convolutionScratch(shape) + 1)
      bias.withUnsafeBufferPointer {
        let bias = hasBias ? $0.baseAddress : nil
        Plain.convolution(shape, input, kernel, bias, index % 2 == 0, &expected, &scratch)
        kernels.convolution(shape, input, kernel, bias, index % 2 == 0, &actual, &scratch)
      }
      expectClose(actual, expected, "\(shape)")
    }
  }

  @Test(arguments: kernelSets) func inputGradientEqualsThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(4)
    for shape in convolutionShapes {
      let gradient = random.floats(shape.outputCount)
      let kernel = random.floats(shape.kernelCount)
      var expected = [Float](repeating: .nan, count: shape.inputCount)
      var actual = expected
      var scratch = [Float](repeating: .nan, count: kernels.convolutionScratch(shape) + 1)
      Plain.convolutionInputGradient(shape, gradient, kernel, &expected, &scratch)
      kernels.convolutionInputGradient(shape, gradient, kernel, &actual, &scratch)
      expectClose(actual, expected, "\(shape)")
    }
  }

  @Test(arguments: kernelSets) func kernelGradientEqualsThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(5)
    for shape in convolutionShapes {
      let input = random.floats(shape.inputCount)
      let gradient = random.floats(shape.outputCount)
      let start = random.floats(shape.kernelCount)
      var expected = start
      var actual = start
      var scratch = [Float](repeating: .nan, count: kernels.convolutionScratch(shape) + 1)
      Plain.convolutionKernelGradient(shape, input, gradient, &expected, &scratch)
      kernels.convolutionKernelGradient(shape, input, gradient, &actual, &scratch)
      expectClose(actual, expected, "\(shape)")
    }
  }
}
