import KernelInterface

/// Plain loops that say what each kernel computes; the fast ones are held against them.
public enum Reference {
  /// Calls `body(output index, input index, kernel index)` for every product of the convolution that lies in the image.
  @inline(__always)
  static func forEachProduct(_ s: ConvolutionShape, _ body: (Int, Int, Int) -> Void) {
    let channels = s.inputChannels / s.groups
    let filters = s.outputChannels / s.groups
    for y in 0..<s.outputHeight {
      for x in 0..<s.outputWidth {
        for ky in 0..<s.kernelHeight {
          let row = y * s.strideHeight - s.paddingTop + ky * s.dilationHeight
          if row < 0 || row >= s.inputHeight { continue }
          for kx in 0..<s.kernelWidth {
            let column = x * s.strideWidth - s.paddingLeft + kx * s.dilationWidth
            if column < 0 || column >= s.inputWidth { continue }
            for group in 0..<s.groups {
              for c in 0..<channels {
                let source = (row * s.inputWidth + column) * s.inputChannels + group * channels + c
                for f in group * filters..<(group + 1) * filters {
                  body(
                    (y * s.outputWidth + x) * s.outputChannels + f, source,
                    ((ky * s.kernelWidth + kx) * channels + c) * s.outputChannels + f)
                }
              }
            }
          }
        }
      }
    }
  }

  /// As `KernelSet.convolution`.
  public static func convolution(
    _ shape: ConvolutionShape, _ input: Reading, _ kernel: Reading, _ bias: Reading?, _ relu: Bool, _ output: Writing,
    _ scratch: Writing
  ) {
    for i in 0..<shape.outputCount { output[i] = bias.map { $0[i % shape.outputChannels] } ?? 0 }
    forEachProduct(shape) { output[$0] += input[$1] * kernel[$2] }
    if relu { for i in 0..<shape.outputCount where output[i] <= 0 { output[i] = 0 } }
  }

  /// As `KernelSet.convolutionInputGradient`.
  public static func convolutionInputGradient(
    _ shape: ConvolutionShape, _ outputGradient: Reading, _ kernel: Reading, _ inputGradient: Writing,
    _ scratch: Writing
  ) {
    inputGradient.update(repeating: 0, count: shape.inputCount)
    forEachProduct(shape) { inputGradient[$1] += outputGradient[$0] * kernel[$2] }
  }

  /// As `KernelSet.convolutionKernelGradient`.
  public static func convolutionKernelGradient(
    _ shape: ConvolutionShape, _ input: Reading, _ outputGradient: Reading, _ kernelGradient: Writing,
    _ scratch: Writing
  ) {
    forEachProduct(shape) { kernelGradient[$2] += input[$1] * outputGradient[$0] }
  }
}
