import KernelInterface
import TestSupport

/// A row of a convolution, a dense layer that reads it, and a batch of images.
struct DenseRow {
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

  /// A row of random numbers, with as many outputs as are given or with random ones.
  init(
    _ kernels: KernelSet, _ shape: ConvolutionShape, _ index: Int, outputs given: Int? = nil, _ random: inout SplitMix
  ) {
    (self.kernels, self.shape) = (kernels, shape)
    batch = Int.random(in: 1...(index % 3 == 0 ? 300 : 20), using: &random)
    let drawn = index % 5 == 0 ? 10 : Int.random(in: 1...(index % 4 == 0 ? 32 : 10), using: &random)
    outputs = given ?? drawn
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

  /// What is there first, with the row's gradients added as often as is said.
  func gradients(addedTo start: Float = 0, times: Int = 1) -> (weights: [Float], kernel: [Float], bias: [Float]) {
    withTask { task, scratch in
      let (channels, depth) = (kernels.fused.dense.channelCount(shape), shape.kernelCount / shape.outputChannels)
      let count = shape.outputWidth * shape.outputChannels * outputs
      let weightGradient = Buffer([Float](repeating: .nan, count: count))
      let gradients = Buffer([Float](repeating: start, count: (1 + depth) * channels))
      for _ in 0..<times {
        kernels.fused.dense.backward(
          task,
          ConvolutionDenseGradients(
            output: Reading(gradient.start), weights: weightGradient.start, kernel: gradients.start, scratch: scratch))
      }
      let rows = (0...depth).map { row in
        (0..<shape.outputChannels).map { gradients.start[row * channels + $0] }
      }
      return (weightGradient.values(count), rows[1...].flatMap { $0 }, rows[0])
    }
  }
}
