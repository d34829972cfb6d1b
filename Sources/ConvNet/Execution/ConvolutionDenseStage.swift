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

  // The workspace: panels of the kernel, the bias filled up to whole panels, the dense weights in strips, images padded or turned
  // over (where they are), each row's part of the output or of the convolution's gradients.
  var panelCount: Int { fused.panelCount(shape) }
  var biasCount: Int { channelCount + ConvolutionKernels.slack }
  var stripCount: Int { shape.outputWidth * channelCount * outputs }
  var paddedCount: Int { fused.paddedCount(shape) }
  /// Images whose rows are a multiple of a cache set's distance apart would push each other out of the cache.
  var copiesImages: Bool { shape.isPadded || inputCount % 256 == 0 }
  var turnsImages: Bool { fused.dense.turnsImages(shape, outputs) }
  /// Values of a padded image.
  var valueCount: Int { shape.paddedHeight * shape.paddedWidth * shape.inputChannels }
  func imagesCount(batch: Int) -> Int {
    if turnsImages { return batch * valueCount }
    return copiesImages ? batch * paddedCount : 0
  }
  func partCount(batch: Int) -> Int { batch * outputs * fused.dense.vectorCount }
  var gradientCount: Int { (shape.kernelCount / shape.outputChannels + 1) * channelCount }

  func workspaceCount(batch: Int) -> Int {
    panelCount + biasCount + shape.outputHeight * stripCount + imagesCount(batch: batch)
      + shape.outputHeight * max(partCount(batch: batch), gradientCount)
  }

  private func strips(_ context: StageContext, row: Int) -> Writing {
    context.workspace + panelCount + biasCount + row * stripCount
  }

  func parts(_ context: StageContext) -> Writing {
    strips(context, row: shape.outputHeight) + imagesCount(batch: context.batch)
  }

  /// What the kernels read of a row of the batch `input`.
  func row(_ row: Int, _ input: Reading, _ context: StageContext) -> ConvolutionDenseRow {
    let images = turnsImages || copiesImages ? Reading(strips(context, row: shape.outputHeight)) : input
    let valueStep = turnsImages ? context.batch : 1
    return ConvolutionDenseRow(
      shape: shape, images: images + row * shape.strideHeight * shape.paddedWidth * shape.inputChannels * valueStep,
      imageStep: turnsImages ? 1 : copiesImages ? paddedCount : inputCount, valueStep: valueStep,
      batch: context.batch, panels: Reading(context.workspace), bias: Reading(context.workspace + panelCount),
      relu: hasRelu, outputs: outputs, strips: Reading(strips(context, row: row)))
  }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    let batch = context.batch
    prepare(input, context)
    nonisolated(unsafe) let input = input
    nonisolated(unsafe) let parts = parts(context)
    context.pool.run(shape.outputHeight, scratch: fused.dense.scratch(shape, outputs, context.batch)) { row, scratch in
      fused.dense.arrange(
        shape, outputs, Reading(context.parameters + denseKernel + row * weightCount), strips(context, row: row))
      fused.dense.forward(self.row(row, input, context), parts + row * partCount(batch: batch), scratch)
    }
    nonisolated(unsafe) let output = output
    let (count, size) = (batch * outputs, 256)
    context.pool.run((count + size - 1) / size) { block in
      let start = block * size
      fused.dense.addUp(
        Reading(parts + start * fused.dense.vectorCount), shape.outputHeight, partCount(batch: batch),
        min(size, count - start), output + start)
    }
    kernels.addBias(output, denseBias.map { Reading(context.parameters + $0) }, batch, outputs, false)
  }

  /// Kernel and bias as the kernels read them, and the images where they are copied.
  private func prepare(_ input: Reading, _ context: StageContext) {
    fused.pack(shape, Reading(context.parameters + kernel), context.workspace)
    let biases = context.workspace + panelCount
    biases.update(repeating: 0, count: biasCount)
    if let bias { biases.update(from: context.parameters + bias, count: shape.outputChannels) }
    if turnsImages { return turnOver(input, context) }
    guard copiesImages else { return }
    nonisolated(unsafe) let (input, target) = (input, strips(context, row: shape.outputHeight))
    context.pool.run(context.batch) { image in
      fused.pad(shape, input + image * inputCount, target + image * paddedCount)
    }
  }

  /// Puts the batch's images, padded where they are, beside each other: `[valueCount, batch]`.
  private func turnOver(_ input: Reading, _ context: StageContext) {
    let (batch, size) = (context.batch, 16)
    let paddedCount = shape.isPadded ? paddedCount : 0
    nonisolated(unsafe) let (input, target) = (input, strips(context, row: shape.outputHeight))
    context.pool.run((batch + size - 1) / size, scratch: size * paddedCount) { block, padded in
      let first = block * size
      let count = min(size, batch - first)
      let images = input + first * inputCount
      if shape.isPadded {
        for image in 0..<count { fused.pad(shape, images + image * inputCount, padded + image * paddedCount) }
      }
      fused.dense.turn(
        valueCount, shape.isPadded ? Reading(padded) : images, shape.isPadded ? paddedCount : inputCount, count,
        target + first, batch)
    }
  }
}
