/// The pieces that fused convolution stages are put together from. One group only.
///
/// `panels` is a kernel repacked once a batch, `padded` one image in its frame of zeros, `edge` a tile of scratch. Input
/// buffers may be read up to `slack` floats past their end.
public struct ConvolutionKernels: Sendable {
  /// Floats that may be read, never used, past the end of a buffer.
  public static let slack = 64

  /// Floats of the panels of a shape's kernel.
  public var panelCount: @Sendable (ConvolutionShape) -> Int
  /// Kernel `[kh, kw, ic, oc]` to panels.
  public var pack: @Sendable (ConvolutionShape, Reading, Writing) -> Void
  /// Floats of a padded image.
  public var paddedCount: @Sendable (ConvolutionShape) -> Int
  /// Image `[ih, iw, ic]` to padded `[paddedHeight, paddedWidth, ic]`.
  public var pad: @Sendable (ConvolutionShape, Reading, Writing) -> Void
  /// Floats of `edge`.
  public var edgeCount: Int
  /// Output rows of one image.
  public var rows: @Sendable (ConvolutionShape, ConvolutionRows) -> Void
  /// Adds the kernel gradient of one image: `(shape, padded, outputGradient [oh, ow, oc], gradient [k, oc], edge)`.
  public var kernelGradient: @Sendable (ConvolutionShape, Reading, Reading, Writing, Writing) -> Void
  /// A convolution and the small dense layer that reads it.
  public var dense: ConvolutionDenseKernels
  /// Convolutions with fewer products.
  public var winograd: WinogradKernels

  /// One row of windows: `(shape, whether ReLU follows, rows [windowHeight, width, channels], output [ow, channels],
  /// places [ow, channels] or nil)`: the maximum's place in its window, or `SparsePooling.dead` where ReLU made it zero.
  public var poolRow: @Sendable (PoolingShape, Bool, Reading, Writing, UnsafeMutablePointer<UInt8>?) -> Void
  /// Floats of the transposed kernel that `sparseInputGradient` reads: how it is laid out is the kernels' affair.
  public var transposedCount: @Sendable (ConvolutionShape) -> Int
  /// Kernel `[kh, kw, ic, oc]` to the transposed one.
  public var transpose: @Sendable (ConvolutionShape, Reading, Writing) -> Void
  /// Floats of the sums that `sparseKernelGradient` adds to: how they are laid out is the kernels' affair.
  public var kernelSumCount: @Sendable (SparsePooling) -> Int
  /// Adds the kernel gradient of one image through pooling and ReLU.
  public var sparseKernelGradient: @Sendable (SparsePooling, SparseKernelGradient) -> Void
  /// Those sums as the kernel's gradient `[kh, kw, ic, oc]`, replaced.
  public var arrangeKernelSums: @Sendable (SparsePooling, Reading, Writing) -> Void
  /// The gradient of one image through pooling and ReLU, replaced.
  public var sparseInputGradient: @Sendable (SparsePooling, SparseInputGradient) -> Void
  /// Floats of scratch that the two sparse kernels need.
  public var sparseScratch: @Sendable (SparsePooling) -> Int

  /// Puts the parts together.
  public init(
    panelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    pack: @escaping @Sendable (ConvolutionShape, Reading, Writing) -> Void,
    paddedCount: @escaping @Sendable (ConvolutionShape) -> Int,
    pad: @escaping @Sendable (ConvolutionShape, Reading, Writing) -> Void,
    edgeCount: Int,
    rows: @escaping @Sendable (ConvolutionShape, ConvolutionRows) -> Void,
    kernelGradient: @escaping @Sendable (ConvolutionShape, Reading, Reading, Writing, Writing) -> Void,
    dense: ConvolutionDenseKernels, winograd: WinogradKernels,
    poolRow: @escaping @Sendable (PoolingShape, Bool, Reading, Writing, UnsafeMutablePointer<UInt8>?) -> Void,
    transposedCount: @escaping @Sendable (ConvolutionShape) -> Int,
    transpose: @escaping @Sendable (ConvolutionShape, Reading, Writing) -> Void,
    kernelSumCount: @escaping @Sendable (SparsePooling) -> Int,
    sparseKernelGradient: @escaping @Sendable (SparsePooling, SparseKernelGradient) -> Void,
    arrangeKernelSums: @escaping @Sendable (SparsePooling, Reading, Writing) -> Void,
    sparseInputGradient: @escaping @Sendable (SparsePooling, SparseInputGradient) -> Void,
    sparseScratch: @escaping @Sendable (SparsePooling) -> Int
  ) {
    self.panelCount = panelCount
    self.pack = pack
    self.paddedCount = paddedCount
    self.pad = pad
    self.edgeCount = edgeCount
    self.rows = rows
    self.kernelGradient = kernelGradient
    self.dense = dense
    self.winograd = winograd
    self.poolRow = poolRow
    self.transposedCount = transposedCount
    self.transpose = transpose
    self.kernelSumCount = kernelSumCount
    self.sparseKernelGradient = sparseKernelGradient
    self.arrangeKernelSums = arrangeKernelSums
    self.sparseInputGradient = sparseInputGradient
    self.sparseScratch = sparseScratch
  }
}

/// Some output rows of one image.
public struct ConvolutionRows {
  /// The image in its frame of zeros.
  public var padded: Reading
  /// The kernel's panels.
  public var panels: Reading
  /// `[oc]`, or nil for none.
  public var bias: Reading?
  /// Whether ReLU follows.
  public var relu: Bool
  /// The first output row.
  public var first: Int
  /// Number of output rows.
  public var count: Int
  /// `[count, ow, oc]`.
  public var output: Writing
  /// A tile of scratch.
  public var edge: Writing

  /// Puts the parts together.
  public init(
    padded: Reading, panels: Reading, bias: Reading?, relu: Bool, first: Int, count: Int, output: Writing, edge: Writing
  ) {
    self.padded = padded
    self.panels = panels
    self.bias = bias
    self.relu = relu
    self.first = first
    self.count = count
    self.output = output
    self.edge = edge
  }
}

/// A convolution followed by a max pooling whose windows do not overlap: going back, each window hands its gradient to one
/// pixel alone, so that three quarters (of a 2 × 2 window) and all that ReLU stopped need not be computed.
public struct SparsePooling: Sendable, Hashable {
  /// The place that stands for "ReLU made it zero".
  public static let dead = UInt8.max

  /// The convolution, of dilation 1.
  public var convolution: ConvolutionShape
  /// The pooling of its output.
  public var pooling: PoolingShape

  /// Windows of the pooling.
  public var windows: Int { pooling.outputHeight * pooling.outputWidth }
  /// Places of a window.
  public var places: Int { pooling.windowHeight * pooling.windowWidth }

  /// The pair, or nil where the pooling reads the output in another shape, is padded, overlaps or has too large windows, or the
  /// convolution is dilated or grouped.
  public init?(_ convolution: ConvolutionShape, _ pooling: PoolingShape) {
    let places = pooling.windowHeight * pooling.windowWidth
    guard pooling.inputHeight == convolution.outputHeight, pooling.inputWidth == convolution.outputWidth,
      pooling.channels == convolution.outputChannels, pooling.paddingTop == 0, pooling.paddingLeft == 0,
      places < Int(Self.dead), convolution.groups == 1,
      pooling.strideHeight >= pooling.windowHeight, pooling.strideWidth >= pooling.windowWidth,
      convolution.dilationHeight == 1, convolution.dilationWidth == 1,
      (pooling.outputHeight - 1) * pooling.strideHeight + pooling.windowHeight <= pooling.inputHeight,
      (pooling.outputWidth - 1) * pooling.strideWidth + pooling.windowWidth <= pooling.inputWidth
    else { return nil }
    self.convolution = convolution
    self.pooling = pooling
  }
}

/// What the kernel gradient through a pooling reads and adds to.
public struct SparseKernelGradient {
  /// `[ih, iw, ic]`.
  public var image: Reading
  /// `[windows, oc]`.
  public var outputGradient: Reading
  /// `[windows, oc]`.
  public var places: UnsafePointer<UInt8>
  /// The sums, added to.
  public var gradient: Writing
  /// `[oc]`, added to.
  public var biasGradient: Writing
  /// Room for intermediate numbers.
  public var scratch: Writing

  /// Puts the parts together.
  public init(
    image: Reading, outputGradient: Reading, places: UnsafePointer<UInt8>, gradient: Writing, biasGradient: Writing,
    scratch: Writing
  ) {
    self.image = image
    self.outputGradient = outputGradient
    self.places = places
    self.gradient = gradient
    self.biasGradient = biasGradient
    self.scratch = scratch
  }
}

/// What the input gradient through a pooling reads and where it goes.
public struct SparseInputGradient {
  /// The transposed kernel.
  public var transposedKernel: Reading
  /// `[windows, oc]`.
  public var outputGradient: Reading
  /// `[windows, oc]`.
  public var places: UnsafePointer<UInt8>
  /// `[ih, iw, ic]`, replaced.
  public var inputGradient: Writing
  /// Room for intermediate numbers.
  public var scratch: Writing

  /// Puts the parts together.
  public init(
    transposedKernel: Reading, outputGradient: Reading, places: UnsafePointer<UInt8>, inputGradient: Writing,
    scratch: Writing
  ) {
    self.transposedKernel = transposedKernel
    self.outputGradient = outputGradient
    self.places = places
    self.inputGradient = inputGradient
    self.scratch = scratch
  }
}
