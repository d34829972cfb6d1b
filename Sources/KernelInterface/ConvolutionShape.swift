/// The geometry of one 2-D convolution (cross-correlation, as networks compute it), channels last.
///
/// Input `[height, width, channels]` an image, kernel `[kernelHeight, kernelWidth, inputChannels / groups, outputChannels]`,
/// output `[outputHeight, outputWidth, outputChannels]`. Output pixel (y, x) reads input row
/// `y * strideHeight - paddingTop + ky * dilationHeight`; rows and columns outside the image count as zero.
public struct ConvolutionShape: Sendable, Hashable {
  /// Rows of one input image.
  public var inputHeight: Int
  /// Columns of one input image.
  public var inputWidth: Int
  /// Channels of one input image.
  public var inputChannels: Int
  /// Rows of one output image.
  public var outputHeight: Int
  /// Columns of one output image.
  public var outputWidth: Int
  /// Channels of one output image: the number of filters.
  public var outputChannels: Int
  /// Rows of the kernel.
  public var kernelHeight: Int
  /// Columns of the kernel.
  public var kernelWidth: Int
  /// Input rows between neighbouring output rows.
  public var strideHeight = 1
  /// Input columns between neighbouring output columns.
  public var strideWidth = 1
  /// Input rows between neighbouring kernel rows.
  public var dilationHeight = 1
  /// Input columns between neighbouring kernel columns.
  public var dilationWidth = 1
  /// Rows of zeros above the image.
  public var paddingTop = 0
  /// Columns of zeros left of the image.
  public var paddingLeft = 0
  /// Groups that input and output channels fall into; each output channel reads only the input channels of its group.
  public var groups = 1

  /// A convolution of stride and dilation 1, without padding, in one group; change the other fields after.
  public init(
    input: (height: Int, width: Int, channels: Int), output: (height: Int, width: Int, channels: Int),
    kernel: (height: Int, width: Int)
  ) {
    (inputHeight, inputWidth, inputChannels) = input
    (outputHeight, outputWidth, outputChannels) = output
    (kernelHeight, kernelWidth) = kernel
  }

  /// Floats of one input image.
  public var inputCount: Int { inputHeight * inputWidth * inputChannels }
  /// Floats of one output image.
  public var outputCount: Int { outputHeight * outputWidth * outputChannels }
  /// Floats of the kernel.
  public var kernelCount: Int { kernelHeight * kernelWidth * (inputChannels / groups) * outputChannels }
  /// Rows of the image with the zeros that the kernel may touch on both sides.
  public var paddedHeight: Int {
    max(inputHeight + paddingTop, (outputHeight - 1) * strideHeight + (kernelHeight - 1) * dilationHeight + 1)
  }
  /// Columns of the image with the zeros that the kernel may touch on both sides.
  public var paddedWidth: Int {
    max(inputWidth + paddingLeft, (outputWidth - 1) * strideWidth + (kernelWidth - 1) * dilationWidth + 1)
  }
  /// Whether some output pixel reads outside the image.
  public var isPadded: Bool {
    paddingTop > 0 || paddingLeft > 0 || paddedHeight > inputHeight || paddedWidth > inputWidth
  }
}
