import KernelInterface

/// A model's first convolution (with ReLU, where it follows) and the small dense layer that reads it flattened, as one.
///
/// The convolution's output is never in memory: a thread owns an output row of every image of the batch, and computes some
/// pixels that stay in the first cache until they are used up. On the way back it computes them again (cheaper than reading
/// them from memory), and the gradients of the weights that this row has in the dense layer are final at once, without sums
/// over threads.
struct ConvolutionDenseStage: Stage {
  let shape: ConvolutionShape
  /// Where the convolution's kernel and bias begin in the model's parameters.
  let kernel: Int
  let bias: Int?
  let hasRelu: Bool
  /// Outputs of the dense layer, and where its kernel and bias begin.
  let outputs: Int
  let denseKernel: Int
  let denseBias: Int?
  /// The kernels that the stage was made for: they decide how its buffers are laid out.
  let kernels: KernelSet

  /// The most outputs of a dense layer that it is made for.
  static let mostOutputs = 32

  var fused: ConvolutionKernels { kernels.fused }
  var inputCount: Int { shape.inputCount }
  var outputCount: Int { outputs }
  /// Dense weights that read one output row of the convolution.
  var weightCount: Int { shape.outputWidth * shape.outputChannels * outputs }
  /// Output channels filled up to whole vectors.
  var channelCount: Int { fused.dense.channelCount(shape) }

  // The workspace: panels of the kernel, the bias filled up to whole panels, bias and kernel one after the other, the images
  // turned over, each row's part of the output or of the convolution's gradients.
  var panelCount: Int { fused.panelCount(shape) }
  var biasCount: Int { channelCount + ConvolutionKernels.slack }
  /// What stands behind it begins with a cache line.
  var filterCount: Int { (shape.outputChannels + shape.kernelCount + 15) / 16 * 16 }
  /// Values of a padded image.
  var valueCount: Int { shape.paddedHeight * shape.paddedWidth * shape.inputChannels }
  func imagesCount(batch: Int) -> Int { fused.dense.imageCount(batch) * valueCount }
  func partCount(batch: Int) -> Int { fused.dense.imageCount(batch) * outputs }
  var gradientCount: Int { (shape.kernelCount / shape.outputChannels + 1) * channelCount }

  func workspaceCount(batch: Int) -> Int {
    panelCount + biasCount + filterCount + imagesCount(batch: batch)
      + shape.outputHeight * max(partCount(batch: batch), gradientCount)
  }

  private func images(_ context: StageContext) -> Writing { context.workspace + panelCount + biasCount + filterCount }

  func parts(_ context: StageContext) -> Writing { images(context) + imagesCount(batch: context.batch) }

  /// What the kernels read of a row.
  func row(_ row: Int, _ context: StageContext) -> ConvolutionDenseRow {
    let step = fused.dense.imageCount(context.batch)
    let corner = row * shape.strideHeight * shape.paddedWidth * shape.inputChannels
    let biases = Reading(context.workspace + panelCount)
    return ConvolutionDenseRow(
      shape: shape, images: Reading(images(context) + corner * step), batch: context.batch, filters: biases + biasCount,
      panels: Reading(context.workspace), bias: biases, relu: hasRelu, outputs: outputs,
      weights: Reading(context.parameters + denseKernel + row * weightCount))
  }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    arrange(context)
    turnImages(input, context)
    nonisolated(unsafe) let parts = parts(context)
    let partCount = partCount(batch: context.batch)
    context.pool.run(shape.outputHeight, scratch: fused.dense.scratch(shape, outputs, context.batch)) { row, scratch in
      fused.dense.forward(self.row(row, context), parts + row * partCount, scratch)
    }
    fused.dense.addUp(parts, shape.outputHeight, outputs, context.batch, output)
    kernels.addBias(output, denseBias.map { Reading(context.parameters + $0) }, context.batch, outputs, false)
  }

  /// Kernel and bias as the kernels read them.
  private func arrange(_ context: StageContext) {
    let (channels, weights) = (shape.outputChannels, Reading(context.parameters + kernel))
    fused.pack(shape, weights, context.workspace)
    let biases = context.workspace + panelCount
    let filters = biases + biasCount
    biases.update(repeating: 0, count: biasCount)
    if let bias { biases.update(from: context.parameters + bias, count: channels) }
    filters.update(from: biases, count: channels)
    (filters + channels).update(from: weights, count: shape.kernelCount)
  }

  /// Puts the batch's images, padded where they are, beside each other: `[valueCount, imageCount]`.
  private func turnImages(_ input: Reading, _ context: StageContext) {
    let (batch, size) = (context.batch, 16)
    let paddedCount = shape.isPadded ? fused.paddedCount(shape) : 0
    nonisolated(unsafe) let (input, target) = (input, images(context))
    context.pool.run((batch + size - 1) / size, scratch: size * paddedCount) { block, padded in
      let first = block * size
      let count = min(size, batch - first)
      let images = input + first * inputCount
      if shape.isPadded {
        for image in 0..<count { fused.pad(shape, images + image * inputCount, padded + image * paddedCount) }
      }
      fused.dense.turn(
        valueCount, shape.isPadded ? Reading(padded) : images, shape.isPadded ? paddedCount : inputCount, count,
        target + first, fused.dense.imageCount(batch))
    }
  }
}
