import KernelInterface

/// A convolution by itself, image by image.
struct ConvolutionStage: Stage {
  let shape: ConvolutionShape
  /// Where the kernel begins in the model's parameters.
  let kernel: Int
  /// Where the bias begins, if there is one.
  let bias: Int?

  var inputCount: Int { shape.inputCount }
  var outputCount: Int { shape.outputCount }

  /// One sum of kernel and bias gradients for each chunk of the batch.
  func workspaceCount(batch: Int) -> Int { BatchChunks.roomCount(batch: batch) * partialCount }

  private var partialCount: Int { shape.kernelCount + (bias == nil ? 0 : shape.outputChannels) }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    context.pool.run(context.batch, scratch: context.kernels.convolutionScratch(shape)) { image, scratch in
      context.kernels.convolution(
        shape, input + image * inputCount, Reading(context.parameters + kernel),
        bias.map { Reading(context.parameters + $0) }, false, output + image * outputCount, scratch)
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    nonisolated(unsafe) let (input, gradient, inputGradient) = (input, Reading(outputGradient), inputGradient)
    let kernels = context.kernels
    let chunks = BatchChunks(context.batch)
    context.pool.run(chunks.count, scratch: kernels.convolutionScratch(shape)) { chunk, scratch in
      let partial = context.workspace + chunk * partialCount
      partial.update(repeating: 0, count: partialCount)
      for image in chunks[chunk] {
        let imageGradient = gradient + image * outputCount
        kernels.convolutionKernelGradient(shape, input + image * inputCount, imageGradient, partial, scratch)
        if bias != nil {
          kernels.addColumnSums(
            imageGradient, shape.outputHeight * shape.outputWidth, shape.outputChannels, partial + shape.kernelCount)
        }
        if let inputGradient {
          kernels.convolutionInputGradient(
            shape, imageGradient, Reading(context.parameters + kernel), inputGradient + image * inputCount, scratch)
        }
      }
    }
    chunks.sum(context.workspace, count: partialCount, pool: context.pool, kernels: kernels)
    (context.gradients + kernel).update(from: context.workspace, count: shape.kernelCount)
    context.finished(kernel..<kernel + shape.kernelCount)
    if let bias {
      (context.gradients + bias).update(from: context.workspace + shape.kernelCount, count: shape.outputChannels)
      context.finished(bias..<bias + shape.outputChannels)
    }
  }
}
