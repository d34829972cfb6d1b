import KernelInterface
import Testing

@Suite struct ConvolutionDenseTests {
  static let shapes: [ConvolutionShape] = {
    var random = Seeded(16)
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
    var random = Seeded(15)
    // Kernels of two axes, and patches of few and of many values.
    #expect(Self.shapes.count { $0.kernelHeight > 1 && $0.kernelWidth > 1 && $0.outputHeight > 1 } > 8)
    let depths = Self.shapes.map { $0.kernelHeight * $0.kernelWidth * $0.inputChannels }
    #expect(depths.count { $0 <= 32 } > 4 && depths.count { $0 > 32 } > 4)
    for (index, shape) in Self.shapes.enumerated() {
      let row = DenseRow(kernels, shape, index, &random)
      let gradients = row.gradients()
      var expected = PlainRow(shape, outputs: row.outputs, batch: row.batch)
      for image in 0..<row.batch { expected.add(image, row) }
      let name = "\(shape), \(row.batch) images, \(row.outputs) outputs"
      expectClose(row.output(), expected.output, name)
      expectClose(gradients.weights, expected.weights, name)
      expectClose(gradients.kernel, expected.kernel, tolerance: 3e-5, name)
      expectClose(gradients.bias, expected.bias, tolerance: 3e-5, name)
    }
  }

  /// What is computed once for many patches of zeros is, bit for bit, what each of them comes to by itself; and an image's outputs
  /// do not depend on its neighbours.
  @Test(arguments: kernelSets) func anImagesOutputsAreTheSameBitsAloneAndAmongOthers(kernels: KernelSet) {
    var random = Seeded(19)
    for (index, shape) in Self.shapes.enumerated() {
      let row = DenseRow(kernels, shape, index, &random)
      let together = row.output()
      for image in 0..<min(row.batch, 5) {
        let alone = row.alone(image).output()
        #expect(alone == Array(together[image * row.outputs..<(image + 1) * row.outputs]), "\(shape), image \(image)")
      }
    }
  }
}

/// A row of a convolution, a dense layer that reads it, and a batch of images.
private struct DenseRow {
  let kernels: KernelSet
  let shape: ConvolutionShape
  let batch: Int
  let outputs: Int
  let row: Int
  let isRelu: Bool
  let images: Buffer
  let kernel: [Float]
  let bias: [Float]
  /// `[ow · oc, outputs]`
  let weights: Buffer
  let gradient: Buffer

  init(_ kernels: KernelSet, _ shape: ConvolutionShape, _ index: Int, _ random: inout Seeded) {
    (self.kernels, self.shape) = (kernels, shape)
    batch = Int.random(in: 1...(index % 3 == 0 ? 300 : 20), using: &random)
    outputs = index % 5 == 0 ? 10 : Int.random(in: 1...(index % 4 == 0 ? 32 : 10), using: &random)
    row = Int.random(in: 0..<shape.outputHeight, using: &random)
    isRelu = Bool.random(using: &random)
    var pixels = random.floats(batch * shape.inputCount)
    for image in 0..<batch {
      // All of an image, nothing, or the lower part of it is zero, of either sign.
      let dark = [0, shape.inputCount, shape.inputCount / 2, 0][(image + index) % 4]
      for i in shape.inputCount - dark..<shape.inputCount {
        pixels[image * shape.inputCount + i] = i % 3 == 0 ? -0.0 : 0
      }
    }
    images = Buffer(pixels)
    (kernel, bias) = (random.floats(shape.kernelCount), random.floats(shape.outputChannels))
    weights = Buffer(random.floats(shape.outputWidth * shape.outputChannels * outputs))
    gradient = Buffer(random.floats(batch * outputs))
  }

  private init(_ other: DenseRow, image: Int) {
    (kernels, shape, outputs, row, isRelu) = (other.kernels, other.shape, other.outputs, other.row, other.isRelu)
    (batch, kernel, bias, weights) = (1, other.kernel, other.bias, other.weights)
    images = Buffer(
      Array(UnsafeBufferPointer(start: other.images.start + image * shape.inputCount, count: shape.inputCount)))
    gradient = Buffer(count: outputs)
  }

  /// The same with one of its images.
  func alone(_ image: Int) -> DenseRow { DenseRow(self, image: image) }

  /// Calls `body` with the row as the kernels read it, and scratch.
  private func withTask<R>(_ body: (ConvolutionDenseRow, Writing) -> R) -> R {
    let dense = kernels.fused.dense
    let step = dense.imageCount(batch)
    let panels = Buffer(count: kernels.fused.panelCount(shape))
    kernels.fused.pack(shape, kernel, panels.start)
    let turned = Buffer([Float](repeating: .nan, count: step * shape.inputCount))
    dense.turn(shape.inputCount, Reading(images.start), shape.inputCount, batch, turned.start, step)
    let corner = row * shape.strideHeight * shape.paddedWidth * shape.inputChannels
    let (biases, filters) = (Buffer(bias), Buffer(bias + kernel))
    let scratch = Buffer([Float](repeating: .nan, count: dense.scratch(shape, outputs, batch)))
    return withExtendedLifetime((panels, turned, biases, filters, scratch)) {
      body(
        ConvolutionDenseRow(
          shape: shape, images: Reading(turned.start + corner * step), batch: batch,
          filters: Reading(filters.start), panels: Reading(panels.start), bias: Reading(biases.start), relu: isRelu,
          outputs: outputs, weights: Reading(weights.start)), scratch.start)
    }
  }

  /// `[batch, outputs]`
  func output() -> [Float] {
    withTask { task, scratch in
      let part = Buffer([Float](repeating: .nan, count: kernels.fused.dense.imageCount(batch) * outputs))
      let output = Buffer([Float](repeating: .nan, count: batch * outputs))
      kernels.fused.dense.forward(task, part.start, scratch)
      kernels.fused.dense.addUp(part.start, 1, outputs, batch, output.start)
      return output.values(batch * outputs)
    }
  }

  func gradients() -> (weights: [Float], kernel: [Float], bias: [Float]) {
    withTask { task, scratch in
      let (channels, depth) = (kernels.fused.dense.channelCount(shape), shape.kernelCount / shape.outputChannels)
      let count = shape.outputWidth * shape.outputChannels * outputs
      let weightGradient = Buffer([Float](repeating: .nan, count: count))
      let gradients = Buffer(count: (1 + depth) * channels)
      kernels.fused.dense.backward(
        task,
        ConvolutionDenseGradients(
          output: Reading(gradient.start), weights: weightGradient.start, kernel: gradients.start, scratch: scratch))
      let rows = (0...depth).map { row in
        (0..<shape.outputChannels).map { gradients.start[row * channels + $0] }
      }
      return (weightGradient.values(count), rows[1...].flatMap { $0 }, rows[0])
    }
  }
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
