import KernelInterface

/// One convolution of images with a kernel that was packed once a batch, in the fastest way that suits its shape.
struct PackedConvolution {
  /// How it is computed.
  enum Way {
    /// Sums of products, any rows of an image.
    case direct
    /// By Winograd's transformation, four rows of an image at a time.
    case winogradRows
    /// By Winograd's transformation, whole images.
    case winograd
  }

  let shape: ConvolutionShape
  let way: Way
  private let kernels: ConvolutionKernels
  /// The convolution whose padded image is read.
  private let frame: ConvolutionShape

  init(_ shape: ConvolutionShape, _ kernels: ConvolutionKernels) {
    self.shape = shape
    self.kernels = kernels
    way =
      kernels.winograd.suits(shape) ? .winograd : kernels.winograd.rows.suits(shape) ? .winogradRows : .direct
    frame = way == .winogradRows ? kernels.winograd.rows.frame(shape) : shape
  }

  /// Floats of a packed kernel.
  var kernelCount: Int {
    switch way {
    case .direct: kernels.panelCount(shape)
    case .winogradRows: kernels.winograd.rows.kernelCount(shape)
    case .winograd: kernels.winograd.kernelCount(shape)
    }
  }

  /// Images that are best computed by one call.
  var imagesAtOnce: Int { way == .winograd ? kernels.winograd.imagesAtOnce(shape) : 1 }

  /// Floats of scratch of a call.
  var scratch: Int {
    switch way {
    case .direct: paddedCount + kernels.edgeCount
    case .winogradRows: paddedCount + kernels.winograd.rows.scratch(shape)
    case .winograd: kernels.winograd.scratch(shape)
    }
  }
  private var paddedCount: Int { frame.isPadded ? kernels.paddedCount(frame) : 0 }

  /// Kernel `[kh, kw, ic, oc]` to the packed one.
  func pack(_ kernel: Reading, _ packed: Writing) {
    switch way {
    case .direct: kernels.pack(shape, kernel, packed)
    case .winogradRows: kernels.winograd.rows.pack(shape, kernel, packed)
    case .winograd: kernels.winograd.pack(shape, kernel, packed)
    }
  }

  /// At most `imagesAtOnce` images.
  func run(
    _ images: Reading, count: Int, kernel: Reading, bias: Reading?, relu: Bool, _ output: Writing, _ scratch: Writing
  ) {
    if way == .winograd {
      kernels.winograd.forward(
        WinogradImages(
          shape: shape, images: images, count: count, kernel: kernel, bias: bias, relu: relu, output: output), scratch)
      return
    }
    let padded = pad(images, scratch)
    let band = way == .winogradRows ? 4 : shape.outputHeight
    for first in stride(from: 0, to: shape.outputHeight, by: band) {
      rows(
        first..<min(first + band, shape.outputHeight), of: padded, kernel: kernel, bias: bias, relu: relu,
        output + first * shape.outputWidth * shape.outputChannels, scratch)
    }
  }

  /// The image in its frame of zeros, where there is one; for `rows`.
  func pad(_ image: Reading, _ scratch: Writing) -> Reading {
    guard frame.isPadded else { return image }
    kernels.pad(frame, image, scratch)
    return Reading(scratch)
  }

  /// Some output rows of a padded image; Winograd's are at most four, from a multiple of four.
  func rows(
    _ rows: Range<Int>, of padded: Reading, kernel: Reading, bias: Reading?, relu: Bool, _ output: Writing,
    _ scratch: Writing
  ) {
    precondition(way != .winograd, "whole images alone")
    (way == .direct ? kernels.rows : kernels.winograd.rows.run)(
      shape,
      ConvolutionRows(
        padded: padded, panels: kernel, bias: bias, relu: relu, first: rows.lowerBound, count: rows.count,
        output: output, edge: scratch + paddedCount))
  }

  /// Rows of windows whose pixels `rows` computes at once, or nil where whole images are computed.
  func windowRowsAtOnce(_ pooling: PoolingShape) -> Int? {
    switch way {
    case .direct: 1
    case .winogradRows:
      pooling.strideHeight == pooling.windowHeight && 4 % pooling.windowHeight == 0 ? 4 / pooling.windowHeight : nil
    case .winograd: nil
    }
  }
}
