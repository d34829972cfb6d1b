import KernelInterface

/// One convolution of images with a kernel that was packed once a batch: by Winograd's transformation where that is faster,
/// else directly.
struct PackedConvolution {
  let shape: ConvolutionShape
  let kernels: ConvolutionKernels
  let isWinograd: Bool

  init(_ shape: ConvolutionShape, _ kernels: ConvolutionKernels) {
    self.shape = shape
    self.kernels = kernels
    isWinograd = kernels.winograd.suits(shape)
  }

  /// Floats of a packed kernel.
  var kernelCount: Int { isWinograd ? kernels.winograd.kernelCount(shape) : kernels.panelCount(shape) }
  /// Images that are best computed by one call.
  var imagesAtOnce: Int { isWinograd ? kernels.winograd.imagesAtOnce(shape) : 1 }
  /// Floats of scratch of a call.
  var scratch: Int { isWinograd ? kernels.winograd.scratch(shape) : paddedCount + kernels.edgeCount }
  private var paddedCount: Int { shape.isPadded ? kernels.paddedCount(shape) : 0 }

  /// Kernel `[kh, kw, ic, oc]` to the packed one.
  func pack(_ kernel: Reading, _ packed: Writing) {
    (isWinograd ? kernels.winograd.pack : kernels.pack)(shape, kernel, packed)
  }

  /// At most `imagesAtOnce` images.
  func run(
    _ images: Reading, count: Int, kernel: Reading, bias: Reading?, relu: Bool, _ output: Writing, _ scratch: Writing
  ) {
    if isWinograd {
      kernels.winograd.forward(
        WinogradImages(
          shape: shape, images: images, count: count, kernel: kernel, bias: bias, relu: relu, output: output), scratch)
    } else {
      let padded = pad(images, scratch)
      rows(0..<shape.outputHeight, of: padded, kernel: kernel, bias: bias, relu: relu, output, scratch)
    }
  }

  /// The image in its frame of zeros, where there is one; directly computed convolutions alone.
  func pad(_ image: Reading, _ scratch: Writing) -> Reading {
    guard shape.isPadded else { return image }
    kernels.pad(shape, image, scratch)
    return Reading(scratch)
  }

  /// Some output rows of a padded image.
  func rows(
    _ rows: Range<Int>, of padded: Reading, kernel: Reading, bias: Reading?, relu: Bool, _ output: Writing,
    _ scratch: Writing
  ) {
    kernels.rows(
      shape,
      ConvolutionRows(
        padded: padded, panels: kernel, bias: bias, relu: relu, first: rows.lowerBound, count: rows.count,
        output: output, edge: scratch + paddedCount))
  }
}
