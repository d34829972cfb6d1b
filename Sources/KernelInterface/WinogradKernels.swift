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

  /// The same for few input channels, four output rows at a time.
  public var rows: WinogradRowKernels

  /// Puts the parts together.
  public init(
    suits: @escaping @Sendable (ConvolutionShape) -> Bool, kernelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    pack: @escaping @Sendable (ConvolutionShape, Reading, Writing) -> Void,
    imagesAtOnce: @escaping @Sendable (ConvolutionShape) -> Int, scratch: @escaping @Sendable (ConvolutionShape) -> Int,
    forward: @escaping @Sendable (WinogradImages, Writing) -> Void, rows: WinogradRowKernels
  ) {
    self.suits = suits
    self.kernelCount = kernelCount
    self.pack = pack
    self.imagesAtOnce = imagesAtOnce
    self.scratch = scratch
    self.forward = forward
    self.rows = rows
  }
}

/// Winograd's transformation for few input channels.
public struct WinogradRowKernels: Sendable {
  /// Whether a convolution is made so.
  public var suits: @Sendable (ConvolutionShape) -> Bool
  /// The convolution that fills whole tiles: its padded image is what `run` reads.
  public var frame: @Sendable (ConvolutionShape) -> ConvolutionShape
  /// Floats of a transformed kernel.
  public var kernelCount: @Sendable (ConvolutionShape) -> Int
  /// Kernel `[3, 3, ic, oc]` to the transformed one.
  public var pack: @Sendable (ConvolutionShape, Reading, Writing) -> Void
  /// Floats of scratch, which `run` takes as `edge`.
  public var scratch: @Sendable (ConvolutionShape) -> Int
  /// At most four output rows from a multiple of four; `panels` is the transformed kernel.
  public var run: @Sendable (ConvolutionShape, ConvolutionRows) -> Void

  /// Puts the parts together.
  public init(
    suits: @escaping @Sendable (ConvolutionShape) -> Bool,
    frame: @escaping @Sendable (ConvolutionShape) -> ConvolutionShape,
    kernelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    pack: @escaping @Sendable (ConvolutionShape, Reading, Writing) -> Void,
    scratch: @escaping @Sendable (ConvolutionShape) -> Int,
    run: @escaping @Sendable (ConvolutionShape, ConvolutionRows) -> Void
  ) {
    self.suits = suits
    self.frame = frame
    self.kernelCount = kernelCount
    self.pack = pack
    self.scratch = scratch
    self.run = run
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
