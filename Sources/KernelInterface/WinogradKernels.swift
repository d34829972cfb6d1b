/// Convolutions of 3 × 3 by Winograd's transformation: fewer products, for shapes with many channels.
public struct WinogradKernels: Sendable {
  /// Whether a convolution is made so.
  public var suits: @Sendable (ConvolutionShape) -> Bool
  /// Floats of a transformed kernel.
  public var kernelCount: @Sendable (ConvolutionShape) -> Int
  /// Kernel `[3, 3, ic, oc]` to the transformed one.
  public var pack: @Sendable (ConvolutionShape, Reading, Writing) -> Void
  /// Images that are best given to one call.
  public var imagesAtOnce: @Sendable (ConvolutionShape) -> Int
  /// Floats of scratch that `forward` needs.
  public var scratch: @Sendable (ConvolutionShape) -> Int
  /// The convolution of at most `imagesAtOnce` images.
  public var forward: @Sendable (WinogradImages, Writing) -> Void

  /// Puts the parts together.
  public init(
    suits: @escaping @Sendable (ConvolutionShape) -> Bool, kernelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    pack: @escaping @Sendable (ConvolutionShape, Reading, Writing) -> Void,
    imagesAtOnce: @escaping @Sendable (ConvolutionShape) -> Int, scratch: @escaping @Sendable (ConvolutionShape) -> Int,
    forward: @escaping @Sendable (WinogradImages, Writing) -> Void
  ) {
    self.suits = suits
    self.kernelCount = kernelCount
    self.pack = pack
    self.imagesAtOnce = imagesAtOnce
    self.scratch = scratch
    self.forward = forward
  }
}

/// Some images and where their convolution goes.
public struct WinogradImages {
  /// The convolution.
  public var shape: ConvolutionShape
  /// `[count, ih, iw, ic]`.
  public var images: Reading
  /// Number of images.
  public var count: Int
  /// The transformed kernel.
  public var kernel: Reading
  /// `[oc]`, or nil for none.
  public var bias: Reading?
  /// Whether ReLU follows.
  public var relu: Bool
  /// `[count, oh, ow, oc]`.
  public var output: Writing

  /// Puts the parts together.
  public init(
    shape: ConvolutionShape, images: Reading, count: Int, kernel: Reading, bias: Reading?, relu: Bool, output: Writing
  ) {
    self.shape = shape
    self.images = images
    self.count = count
    self.kernel = kernel
    self.bias = bias
    self.relu = relu
    self.output = output
  }
}
