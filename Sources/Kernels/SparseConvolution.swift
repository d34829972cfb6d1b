import KernelInterface

/// The gradients of a convolution through max pooling and ReLU: only the pixels that a maximum came from have any.
///
/// Where the input channels fill vectors, a vector of channels is taken after the other: its pixels, or its part of the kernel,
/// are put together and stay in the first cache.
enum SparseConvolution {
  /// Floats of one kernel row, filled up to whole vectors.
  @inline(__always)
  static func rowCount(_ s: ConvolutionShape) -> Int {
    (s.kernelWidth * s.inputChannels + lanes - 1) / lanes * lanes
  }

  /// Whether vectors of channels are taken by themselves.
  @inline(__always)
  static func isBlocked(_ s: ConvolutionShape) -> Bool {
    s.inputChannels > lanes && s.inputChannels % lanes == 0 && s.kernelWidth <= GatheredSum.most
  }

  /// Floats from one pixel to the next, as the sums see them.
  @inline(__always)
  static func pixelStep(_ s: ConvolutionShape) -> Int { isBlocked(s) ? lanes : s.inputChannels }

  /// Floats of scratch: lists of all values for each place in a window, where each list ends, where the places lie, one vector
  /// of channels of a padded image, the gradient of one.
  static func scratch(_ s: SparsePooling) -> Int {
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    let places = s.pooling.windowHeight * s.pooling.windowWidth
    let filters = s.convolution.outputChannels
    let lists = 2 * places * (windows * filters + 1) + max(filters, places * windows) + 1 + 256
    let block = s.convolution.paddedHeight * s.convolution.paddedWidth * lanes
    let gradient = Convolution.paddedCount(s.convolution)
    return max(
      lists + (isBlocked(s.convolution) ? block : 0) + lanes + gradient, WindowGradient.scratch(s),
      WindowInputGradient.scratch(s))
  }

  /// The parts of the scratch.
  struct Lists {
    var values: UnsafeMutablePointer<ListedValue>
    /// Room of one place's values.
    var capacity: Int
    /// Where each list begins or ends.
    var bounds: UnsafeMutablePointer<Int32>
    /// Where the patch of each place of a window begins, from the window's first pixel's patch; 0 for every other byte.
    var placeOffsets: UnsafeMutablePointer<Int32>
    var block: Writing

    init(_ s: SparsePooling, _ scratch: Writing) {
      let places = s.pooling.windowHeight * s.pooling.windowWidth
      let filters = s.convolution.outputChannels
      capacity = s.pooling.outputHeight * s.pooling.outputWidth * filters + 1
      // The block of pixels first, where it lies as the scratch does: at the start of a cache line.
      let blockCount = s.convolution.paddedHeight * s.convolution.paddedWidth * lanes
      block = scratch
      let start = UnsafeMutableRawPointer(isBlocked(s.convolution) ? scratch + blockCount : scratch)
      values = start.assumingMemoryBound(to: ListedValue.self)
      placeOffsets = UnsafeMutableRawPointer(values + places * capacity).assumingMemoryBound(to: Int32.self)
      bounds = placeOffsets + 256
      placeOffsets.update(repeating: 0, count: 256)
      let (c, p) = (s.convolution, s.pooling)
      for y in 0..<p.windowHeight {
        for x in 0..<p.windowWidth {
          placeOffsets[y * p.windowWidth + x] = Int32(
            truncatingIfNeeded: (y * c.strideHeight * c.paddedWidth + x * c.strideWidth) * pixelStep(c))
        }
      }
    }
  }

  /// Where in the padded image the patch of a window's first pixel begins.
  @inline(__always)
  static func windowOffset(_ s: SparsePooling, _ window: Int) -> Int {
    let (c, p) = (s.convolution, s.pooling)
    let y = window / p.outputWidth * p.strideHeight * c.strideHeight
    let x = window % p.outputWidth * p.strideWidth * c.strideWidth
    return (y * c.paddedWidth + x) * pixelStep(c)
  }

  /// All taps of a kernel for one vector of channels.
  @inline(__always)
  static func sumTaps(_ c: ConvolutionShape, _ sum: GatheredSum) {
    if c.kernelHeight == 3 && c.kernelWidth == 3 { return sum.runNine() }
    var row = sum
    for _ in 0..<c.kernelHeight {
      row.run(c.kernelWidth)
      row.base += sum.rowStep
      row.target += sum.targetRowStep
    }
  }

  /// Calls `body(kernel row, first float in the row, vectors)` for blocks of a transposed filter that one sum takes: several
  /// kernel rows where each is a single vector, else parts of one.
  @inline(__always)
  static func forEachBlock(_ c: ConvolutionShape, _ body: (Int, Int, Int) -> Void) {
    let row = rowCount(c)
    if row == lanes {
      for ky in stride(from: 0, to: c.kernelHeight, by: GatheredSum.most) {
        body(ky, 0, min(GatheredSum.most, c.kernelHeight - ky))
      }
    } else {
      for ky in 0..<c.kernelHeight {
        for block in stride(from: 0, to: row, by: GatheredSum.most * lanes) {
          body(ky, block, min(GatheredSum.most, (row - block) / lanes))
        }
      }
    }
  }
}
