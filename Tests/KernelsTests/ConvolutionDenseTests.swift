import KernelInterface
import TestSupport
import Testing

@Suite struct ConvolutionDenseTests {
  static let shapes: [ConvolutionShape] = {
    var random = SplitMix(24)
    var tried = (0..<24).map { _ in
      convolution(
        &random, channels: [1, 2, 3], filters: [1, 5, 16, 20, 32, 48, 64, 96], kernel: 1...6, sizes: 4...17,
        strides: 1...2, isPadded: false)
    }
    tried.append(ConvolutionShape(input: (3, 140, 1), output: (1, 138, 64), kernel: (3, 3)))
    return tried
  }()

  /// A row of a convolution and the dense layer that reads it, against the layers one by one, with images on grounds of zeros.
  @Test(arguments: kernelSets) func aConvolutionReadByADenseLayerEqualsThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(15)
    // Kernels of two axes, and patches of few and of many values.
    #expect(Self.shapes.count { $0.kernelHeight > 1 && $0.kernelWidth > 1 && $0.outputHeight > 1 } > 8)
    let depths = Self.shapes.map { $0.kernelHeight * $0.kernelWidth * $0.inputChannels }
    #expect(depths.count { $0 <= 32 } > 4 && depths.count { $0 > 32 } > 4)
    for (index, shape) in Self.shapes.enumerated() { expectPlainNumbers(DenseRow(kernels, shape, index, &random)) }
  }

  /// Filters and outputs that leave vectors unfilled: behind the row's last pixel its weights must not be read.
  @Test(arguments: kernelSets) func everyRemainderOfFiltersAndOutputsEqualsThePlainLoops(kernels: KernelSet) {
    var random = SplitMix(31)
    for filters in [2, 9, 15, 17, 20, 25, 31, 33, 36, 100] {
      for outputs in [1, 2, 3, 4, 6, 9, 11, 15, 17] {
        let shape = ConvolutionShape(input: (2, 5, 2), output: (1, 4, filters), kernel: (2, 2))
        expectPlainNumbers(DenseRow(kernels, shape, 1, outputs: outputs, &random))
      }
    }
  }

  /// The gradients of filters are added to what other rows left there; those of the dense weights are the row's alone.
  @Test(arguments: kernelSets) func gradientsOfFiltersAreAddedUpAndThoseOfDenseWeightsReplaced(kernels: KernelSet) {
    var random = SplitMix(25)
    for (index, shape) in Self.shapes.enumerated() {
      let row = DenseRow(kernels, shape, index, &random)
      let (once, twice) = (row.gradients(), row.gradients(addedTo: 0.75, times: 2))
      #expect(twice.weights.map(\.bitPattern) == once.weights.map(\.bitPattern), "\(shape)")
      expectClose(twice.kernel, once.kernel.map { 0.75 + 2 * $0 }, "\(shape)")
      expectClose(twice.bias, once.bias.map { 0.75 + 2 * $0 }, "\(shape)")
    }
  }

  /// What is computed once for many patches of zeros is, bit for bit, what each of them comes to by itself; and an image's outputs
  /// do not depend on its neighbours.
  @Test(arguments: kernelSets) func anImagesOutputsAreTheSameBitsAloneAndAmongOthers(kernels: KernelSet) {
    var random = SplitMix(19)
    for (index, shape) in Self.shapes.enumerated() {
      let row = DenseRow(kernels, shape, index, &random)
      let together = row.output()
      for image in 0..<min(row.batch, 5) {
        let alone = row.alone(image).output()
        let among = together[image * row.outputs..<(image + 1) * row.outputs]
        #expect(alone.map(\.bitPattern) == among.map(\.bitPattern), "\(shape), image \(image)")
      }
    }
  }
}

/// Holds outputs and gradients against the plain loops.
private func expectPlainNumbers(_ row: DenseRow) {
  let gradients = row.gradients()
  var expected = PlainRow(row.shape, outputs: row.outputs, batch: row.batch)
  for image in 0..<row.batch { expected.add(image, row) }
  let name = "\(row.shape), \(row.batch) images, \(row.outputs) outputs"
  expectClose(row.output(), expected.output, name)
  expectClose(gradients.weights, expected.weights, name)
  expectClose(gradients.kernel, expected.kernel, tolerance: 3e-5, name)
  expectClose(gradients.bias, expected.bias, tolerance: 3e-5, name)
}

/// What a row of a convolution and a dense layer come to, number by number.
private struct PlainRow {
  let shape: ConvolutionShape
  let outputs: Int
  var output: [Float]
  var weights: [Float]
  var kernel: [Float]
  var bias: [Float]

  init(_ shape: ConvolutionShape, outputs: Int, batch: Int) {
    (self.shape, self.outputs) = (shape, outputs)
    output = [Float](repeating: 0, count: batch * outputs)
    weights = [Float](repeating: 0, count: shape.outputWidth * shape.outputChannels * outputs)
    kernel = [Float](repeating: 0, count: shape.kernelCount)
    bias = [Float](repeating: 0, count: shape.outputChannels)
  }

  mutating func add(_ index: Int, _ r: DenseRow) {
    let image = Reading(r.images.start + index * shape.inputCount)
    var values = [Float](repeating: 0, count: shape.outputCount)
    var unused: [Float] = [0]
    Plain.convolution(shape, image, r.kernel, r.bias, r.isRelu, &values, &unused)
    let rowCount = shape.outputWidth * shape.outputChannels
    var valueGradients = [Float](repeating: 0, count: shape.outputCount)
    for k in 0..<rowCount {
      let value = values[r.row * rowCount + k]
      var sum: Float = 0
      for n in 0..<outputs {
        output[index * outputs + n] += value * r.weights.start[k * outputs + n]
        weights[k * outputs + n] += value * r.gradient.start[index * outputs + n]
        sum += r.gradient.start[index * outputs + n] * r.weights.start[k * outputs + n]
      }
      if r.isRelu && value <= 0 { sum = 0 }
      valueGradients[r.row * rowCount + k] = sum
      bias[k % shape.outputChannels] += sum
    }
    Plain.convolutionKernelGradient(shape, image, valueGradients, &kernel, &unused)
  }
}
