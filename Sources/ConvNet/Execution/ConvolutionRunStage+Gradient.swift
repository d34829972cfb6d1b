import KernelInterface

extension ConvolutionRunStage {
  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?, _ context: StageContext
  ) {
    if let pooled {
      sparseBackward(pooled, input, outputGradient, inputGradient, context)
    } else {
      everyPixelBackward(input, output, outputGradient, inputGradient, context)
    }
    addUp(context)
  }

  /// Through the pooling: only where the maxima came from.
  private func sparseBackward(
    _ pooled: SparsePooling, _ input: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    nonisolated(unsafe) let transposed = context.workspace + packedCount
    if inputGradient != nil { fused.transpose(shape, Reading(context.parameters + kernel), transposed) }
    nonisolated(unsafe) let sums = sums(context)
    let chunks = chunks(context)
    nonisolated(unsafe) let (input, inputGradient) = (input, inputGradient)
    nonisolated(unsafe) let (gradient, places) = (outputGradient, UnsafePointer(places(context)))
    context.pool.run(chunks.count, scratch: fused.sparseScratch(pooled)) { chunk, scratch in
      let sum = sums + chunk * sumCount
      sum.update(repeating: 0, count: sumCount)
      for image in chunks[chunk] {
        fused.sparseKernelGradient(
          pooled,
          SparseKernelGradient(
            image: input + image * inputCount, outputGradient: gradient + image * outputCount,
            places: places + image * outputCount, gradient: sum, biasGradient: sum + kernelSumCount, scratch: scratch))
        guard let inputGradient else { continue }
        fused.sparseInputGradient(
          pooled,
          SparseInputGradient(
            transposedKernel: Reading(transposed), outputGradient: gradient + image * outputCount,
            places: places + image * outputCount, inputGradient: inputGradient + image * inputCount,
            scratch: scratch))
      }
    }
  }

  /// Without pooling: every pixel.
  private func everyPixelBackward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?, _ context: StageContext
  ) {
    let back = inputGradient == nil ? nil : backwardConvolution
    nonisolated(unsafe) let turned = context.workspace + packedCount
    if let back {
      let plain = turned + back.kernelCount
      turnKernel(Reading(context.parameters + kernel), plain)
      back.pack(Reading(plain), turned)
    }
    let paddedCount = fused.paddedCount(shape)
    let scratchCount = max(paddedCount + fused.edgeCount, back?.scratch ?? 0, kernels.convolutionScratch(shape))
    nonisolated(unsafe) let sums = sums(context)
    let chunks = chunks(context)
    nonisolated(unsafe) let (input, inputGradient, output) = (input, inputGradient, output)
    nonisolated(unsafe) let outputGradient = outputGradient
    context.pool.run(chunks.count, scratch: scratchCount) { chunk, scratch in
      let sum = sums + chunk * sumCount
      sum.update(repeating: 0, count: sumCount)
      let images = chunks[chunk]
      for image in images {
        let gradient = outputGradient + image * outputCount
        if hasRelu { kernels.reluGradient(output + image * outputCount, Reading(gradient), gradient, outputCount) }
        let source = input + image * inputCount
        if (images.upperBound - 1 - image) * outputCount < ConvolutionKernels.slack {
          // The fused kernel reads past the image's end, at a chunk's end where another thread writes.
          kernels.convolutionKernelGradient(shape, source, Reading(gradient), sum, scratch)
        } else {
          if shape.isPadded { fused.pad(shape, source, scratch) }
          fused.kernelGradient(
            shape, shape.isPadded ? Reading(scratch) : source, Reading(gradient), sum, scratch + paddedCount)
        }
        kernels.addColumnSums(
          Reading(gradient), shape.outputHeight * shape.outputWidth, shape.outputChannels, sum + kernelSumCount)
        if let inputGradient, back == nil {
          kernels.convolutionInputGradient(
            shape, Reading(gradient), Reading(context.parameters + kernel), inputGradient + image * inputCount, scratch)
        }
      }
      guard let inputGradient, let back else { return }
      for first in stride(from: images.lowerBound, to: images.upperBound, by: back.imagesAtOnce) {
        back.run(
          Reading(outputGradient + first * outputCount), count: min(back.imagesAtOnce, images.upperBound - first),
          kernel: Reading(turned), bias: nil, relu: false, inputGradient + first * inputCount, scratch)
      }
    }
  }

  /// Adds the chunks' sums in their order and hands on the gradients.
  private func addUp(_ context: StageContext) {
    let sums = sums(context)
    chunks(context).sum(sums, count: sumCount, pool: context.pool, kernels: kernels)
    let gradient = context.gradients + kernel
    if let pooled {
      fused.arrangeKernelSums(pooled, Reading(sums), gradient)
    } else {
      gradient.update(from: sums, count: shape.kernelCount)
    }
    context.finished(kernel..<kernel + shape.kernelCount)
    if let bias {
      (context.gradients + bias).update(from: sums + kernelSumCount, count: shape.outputChannels)
      context.finished(bias..<bias + shape.outputChannels)
    }
  }

  /// The kernel `[kh, kw, ic, oc]` turned over as `[kh, kw, oc, ic]`.
  private func turnKernel(_ kernel: Reading, _ turned: Writing) {
    let taps = shape.kernelHeight * shape.kernelWidth
    let (ic, oc) = (shape.inputChannels, shape.outputChannels)
    for tap in 0..<taps {
      let source = kernel + tap * ic * oc
      let target = turned + (taps - 1 - tap) * ic * oc
      for c in 0..<ic {
        for f in 0..<oc { target[f * ic + c] = source[c * oc + f] }
      }
    }
  }
}
