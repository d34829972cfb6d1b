import KernelInterface

extension ConvolutionDenseStage {
  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?, _ context: StageContext
  ) {
    precondition(inputGradient == nil, "the stage is made for the beginning of a model alone")
    let batch = context.batch
    nonisolated(unsafe) let gradient = Reading(outputGradient)
    nonisolated(unsafe) let images = images(input, context)
    nonisolated(unsafe) let parts = parts(context)
    if let denseBias {
      (context.gradients + denseBias).update(repeating: 0, count: outputs)
      kernels.addColumnSums(gradient, batch, outputs, context.gradients + denseBias)
      context.finished(denseBias..<denseBias + outputs)
    }
    let groupCount = Self.imagesAtOnce * rowCount
    let scratchCount = 2 * outputs * rowCount + 2 * groupCount + ConvolutionKernels.slack + fused.edgeCount
    context.pool.run(shape.outputHeight, scratch: scratchCount) { row, scratch in
      let transposed = scratch
      let weightGradients = transposed + outputs * rowCount
      let values = weightGradients + outputs * rowCount
      let valueGradients = values + groupCount
      let edge = valueGradients + groupCount + ConvolutionKernels.slack
      let part = parts + row * gradientCount
      part.update(repeating: 0, count: gradientCount)
      transposeWeights(row, context, transposed)
      for first in stride(from: 0, to: batch, by: Self.imagesAtOnce) {
        let count = min(Self.imagesAtOnce, batch - first)
        let outputGradients = gradient + first * outputs
        convolve(row, images, first, count, context, values, edge: edge)
        fused.smallProduct(
          MatrixShape(rows: outputs, columns: rowCount, depth: count, transposeA: true, accumulate: first > 0),
          outputGradients, Reading(values), weightGradients, edge)
        fused.smallProduct(
          MatrixShape(rows: count, columns: rowCount, depth: outputs), outputGradients, Reading(transposed),
          valueGradients, edge)
        if hasRelu {
          kernels.reluGradient(Reading(values), Reading(valueGradients), valueGradients, count * rowCount)
        }
        kernels.addColumnSums(
          Reading(valueGradients), count * shape.outputWidth, shape.outputChannels, part + shape.kernelCount)
        let start = row * shape.strideHeight * shape.paddedWidth * shape.inputChannels
        fused.kernelGradientAcross(
          shape, images.first + first * images.step + start, count, images.step, Reading(valueGradients), part, edge)
      }
      finishWeights(row, context, weightGradients)
    }
    addUp(parts, context)
  }

  /// The gradients of a row's dense weights, turned back to `[rowCount, outputs]`, are final.
  private func finishWeights(_ row: Int, _ context: StageContext, _ transposed: Writing) {
    let start = denseKernel + row * rowCount * outputs
    let target = context.gradients + start
    for k in 0..<rowCount {
      for n in 0..<outputs { target[k * outputs + n] = transposed[n * rowCount + k] }
    }
    context.finished(start..<start + rowCount * outputs)
  }

  /// Adds the rows' parts of the convolution's gradients in their order.
  private func addUp(_ parts: Writing, _ context: StageContext) {
    for row in 1..<max(shape.outputHeight, 1) {
      kernels.addScaled(1, Reading(parts + row * gradientCount), parts, gradientCount)
    }
    (context.gradients + kernel).update(from: parts, count: shape.kernelCount)
    context.finished(kernel..<kernel + shape.kernelCount)
    if let bias {
      (context.gradients + bias).update(from: parts + shape.kernelCount, count: shape.outputChannels)
      context.finished(bias..<bias + shape.outputChannels)
    }
  }
}
