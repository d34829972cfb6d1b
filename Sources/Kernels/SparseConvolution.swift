import KernelInterface

/// The gradients of a convolution through max pooling and ReLU: only the pixels that a maximum came from have any.
///
/// Where the input channels fill vectors, a vector of channels is taken after the other: its pixels, or its part of the kernel,
/// are put together and stay in the first cache.
enum SparseConvolution {
  /// Floats of one kernel row, filled up to whole vectors.
  @inline(__always)
  static func rowCount(_ s: ConvolutionShape) -> Int {
    filledUp(s.kernelWidth * s.inputChannels)
  }

  /// Whether vectors of channels are taken by themselves.
  @inline(__always)
  static func isBlocked(_ s: ConvolutionShape) -> Bool {
    s.inputChannels > lanes && s.inputChannels % lanes == 0
  }

  /// Floats from one pixel to the next, as the sums see them.
  @inline(__always)
  static func pixelStep(_ s: ConvolutionShape) -> Int { isBlocked(s) ? lanes : s.inputChannels }

  /// Floats of one vector of channels of a padded image.
  static func vectorCount(_ s: ConvolutionShape) -> Int { s.paddedHeight * s.paddedWidth * lanes }

  /// As `vectorCount`, where vectors of channels are taken by themselves.
  static func blockCount(_ s: ConvolutionShape) -> Int { isBlocked(s) ? vectorCount(s) : 0 }

  /// Floats of scratch: one vector of channels, a padded image or gradient, and lists.
  static func scratch(_ s: SparsePooling) -> Int {
    let c = s.convolution
    let lists = max(FilterLists.scratch(s), PlaceLists.scratch(s))
    return max(
      blockCount(c) + Convolution.paddedCount(c) + lists + lanes, WindowGradient.scratch(s),
      WindowInputGradient.scratch(s))
  }

  /// Where the patch of a window's place begins, from that of its first pixel.
  @inline(__always)
  static func placeOffset(_ s: SparsePooling, _ place: Int) -> Int {
    let (c, width) = (s.convolution, s.pooling.windowWidth)
    return (place / width * c.strideHeight * c.paddedWidth + place % width * c.strideWidth) * pixelStep(c)
  }

  /// Where in the padded image the patch of a window's first pixel begins.
  @inline(__always)
  static func windowOffset(_ s: SparsePooling, _ window: Int) -> Int {
    let (c, p) = (s.convolution, s.pooling)
    let y = window / p.outputWidth * p.strideHeight * c.strideHeight
    let x = window % p.outputWidth * p.strideWidth * c.strideWidth
    return (y * c.paddedWidth + x) * pixelStep(c)
  }
}
