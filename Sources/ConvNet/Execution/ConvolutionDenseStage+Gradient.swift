import KernelInterface

extension ConvolutionDenseStage {
  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?, _ context: StageContext
  ) {
    precondition(inputGradient == nil, "the stage is made for the beginning of a model alone")
    nonisolated(unsafe) let gradient = Reading(outputGradient)
    nonisolated(unsafe) let parts = parts(context)
    if let denseBias {
      (context.gradients + denseBias).update(repeating: 0, count: outputs)
      kernels.addColumnSums(gradient, context.batch, outputs, context.gradients + denseBias)
      context.finished(denseBias..<denseBias + outputs)
    }
    context.pool.run(shape.outputHeight, scratch: fused.dense.scratch(shape, outputs, context.batch)) { row, scratch in
      let part = parts + row * gradientCount
      part.update(repeating: 0, count: gradientCount)
      let start = denseKernel + row * weightCount
      fused.dense.backward(
        self.row(row, context),
        ConvolutionDenseGradients(
          output: gradient, weights: context.gradients + start, kernel: part, scratch: scratch))
      context.finished(start..<start + weightCount)
    }
    addUp(parts, context)
  }

  /// Adds the rows' parts of the convolution's gradients in their order.
  private func addUp(_ parts: Writing, _ context: StageContext) {
    for row in 1..<max(shape.outputHeight, 1) {
      kernels.addScaled(1, Reading(parts + row * gradientCount), parts, gradientCount)
    }
    // The bias's come first.
    let channels = shape.outputChannels
    for k in 0..<shape.kernelCount / channels {
      (context.gradients + kernel + k * channels).update(from: parts + (1 + k) * channelCount, count: channels)
    }
    context.finished(kernel..<kernel + shape.kernelCount)
    if let bias {
      (context.gradients + bias).update(from: parts, count: channels)
      context.finished(bias..<bias + channels)
    }
  }
}
