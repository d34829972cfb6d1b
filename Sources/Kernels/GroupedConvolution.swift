import KernelInterface

/// Convolution in groups: the innermost loop runs over the filters of a group and, where each group has one channel and one
/// filter, by vectors over neighbouring groups.
enum GroupedConvolution {
  /// Calls `body(output offset, input offset, kernel offset)` for each output pixel and kernel tap inside the image.
  @inline(__always)
  private static func forEachTap(_ s: ConvolutionShape, _ body: (Int, Int, Int) -> Void) {
    let tap = s.inputChannels / s.groups * s.outputChannels
    for y in 0..<s.outputHeight {
      for ky in 0..<s.kernelHeight {
        let row = y * s.strideHeight - s.paddingTop + ky * s.dilationHeight
        if row < 0 || row >= s.inputHeight { continue }
        for x in 0..<s.outputWidth {
          for kx in 0..<s.kernelWidth {
            let column = x * s.strideWidth - s.paddingLeft + kx * s.dilationWidth
            if column < 0 || column >= s.inputWidth { continue }
            body(
              (y * s.outputWidth + x) * s.outputChannels, (row * s.inputWidth + column) * s.inputChannels,
              (ky * s.kernelWidth + kx) * tap)
          }
        }
      }
    }
  }

  /// Calls `body(output channel, input channel, kernel offset)` for every product of one tap.
  @inline(__always)
  private static func forEachPair(_ s: ConvolutionShape, _ body: (Int, Int, Int) -> Void) {
    let channels = s.inputChannels / s.groups
    let filters = s.outputChannels / s.groups
    for c in 0..<channels {
      for group in 0..<s.groups {
        for f in group * filters..<(group + 1) * filters { body(f, group * channels + c, c * s.outputChannels + f) }
      }
    }
  }

  static func forward(
    _ s: ConvolutionShape, _ input: Reading, _ kernel: Reading, _ bias: Reading?, _ relu: Bool, _ output: Writing
  ) {
    for pixel in 0..<s.outputHeight * s.outputWidth {
      let target = output + pixel * s.outputChannels
      if let bias {
        target.update(from: bias, count: s.outputChannels)
      } else {
        target.update(repeating: 0, count: s.outputChannels)
      }
    }
    let isDepthwise = s.groups == s.inputChannels && s.groups == s.outputChannels
    forEachTap(s) { o, i, k in
      if isDepthwise {
        Elementwise.addProducts(input + i, kernel + k, output + o, s.groups)
      } else {
        forEachPair(s) { f, c, w in output[o + f] += input[i + c] * kernel[k + w] }
      }
    }
    if relu { for i in 0..<s.outputCount where output[i] <= 0 { output[i] = 0 } }
  }

  static func inputGradient(
    _ s: ConvolutionShape, _ outputGradient: Reading, _ kernel: Reading, _ inputGradient: Writing
  ) {
    inputGradient.update(repeating: 0, count: s.inputCount)
    let isDepthwise = s.groups == s.inputChannels && s.groups == s.outputChannels
    forEachTap(s) { o, i, k in
      if isDepthwise {
        Elementwise.addProducts(outputGradient + o, kernel + k, inputGradient + i, s.groups)
      } else {
        forEachPair(s) { f, c, w in inputGradient[i + c] += outputGradient[o + f] * kernel[k + w] }
      }
    }
  }

  static func kernelGradient(_ s: ConvolutionShape, _ input: Reading, _ outputGradient: Reading, _ gradient: Writing) {
    let isDepthwise = s.groups == s.inputChannels && s.groups == s.outputChannels
    forEachTap(s) { o, i, k in
      if isDepthwise {
        Elementwise.addProducts(outputGradient + o, input + i, gradient + k, s.groups)
      } else {
        forEachPair(s) { f, c, w in gradient[k + w] += input[i + c] * outputGradient[o + f] }
      }
    }
  }
}
