import KernelInterface

/// The gradients of a convolution through max pooling and ReLU: only the pixels that a maximum came from have any.
enum SparseConvolution {
  /// Floats of one kernel row, filled up to whole vectors.
  @inline(__always)
  static func rowCount(_ s: ConvolutionShape) -> Int {
    (s.kernelWidth * s.inputChannels + lanes - 1) / lanes * lanes
  }

  /// Floats of scratch: for each filter a list of places and values with room for one more than there are windows; or for
  /// each place in a window a list with room for one more than there are filters.
  static func scratch(_ s: SparsePooling) -> Int {
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    let places = s.pooling.windowHeight * s.pooling.windowWidth
    let filters = s.convolution.outputChannels
    return 2 * max((windows + 1) * filters, (places + 1) * (filters + 1)) + max(filters, places + 1) + 512
  }

  /// Where in the padded image the patch of each place of a window begins, from the window's first pixel's patch;
  /// 0 for every other byte.
  private static func placeOffsets(_ s: SparsePooling, _ offsets: UnsafeMutablePointer<Int32>) {
    offsets.update(repeating: 0, count: 256)
    let (c, p) = (s.convolution, s.pooling)
    for y in 0..<p.windowHeight {
      for x in 0..<p.windowWidth {
        offsets[y * p.windowWidth + x] = Int32(
          truncatingIfNeeded: (y * c.strideHeight * c.paddedWidth + x * c.strideWidth) * c.inputChannels)
      }
    }
  }

  /// Where in the padded image the patch of a window's first pixel begins.
  @inline(__always)
  private static func windowOffset(_ s: SparsePooling, _ window: Int) -> Int {
    let (c, p) = (s.convolution, s.pooling)
    let y = window / p.outputWidth * p.strideHeight * c.strideHeight
    let x = window % p.outputWidth * p.strideWidth * c.strideWidth
    return (y * c.paddedWidth + x) * c.inputChannels
  }

  /// As `ConvolutionKernels.sparseKernelGradient`.
  static func kernelGradient(_ s: SparsePooling, _ g: SparseKernelGradient) {
    let c = s.convolution
    let filters = c.outputChannels
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    let room = windows + 1
    let values = g.scratch
    let integers = UnsafeMutableRawPointer(values + room * filters).assumingMemoryBound(to: Int32.self)
    let (offsets, counts, placeOffsets) = (integers, integers + room * filters, integers + room * filters + filters)
    self.placeOffsets(s, placeOffsets)
    for filter in 0..<filters { counts[filter] = Int32(truncatingIfNeeded: filter * room) }
    for window in 0..<windows {
      let start = Int32(truncatingIfNeeded: windowOffset(s, window))
      let places = g.places + window * filters
      let gradients = g.outputGradient + window * filters
      // Written always, counted only if alive: a branch would be guessed wrong half the time.
      for filter in 0..<filters {
        let place = places[filter]
        let end = Int(counts[filter])
        offsets[end] = start + placeOffsets[Int(place)]
        values[end] = gradients[filter]
        counts[filter] = Int32(truncatingIfNeeded: end) + (place == SparsePooling.dead ? 0 : 1)
      }
    }
    let row = rowCount(c)
    let paddedRow = c.paddedWidth * c.inputChannels
    for filter in 0..<filters {
      let first = filter * room
      let count = Int(counts[filter]) - first
      var sum: Float = 0
      for i in first..<first + count { sum += values[i] }
      g.biasGradient[filter] += sum
      forEachBlock(c) { ky, block, vectors in
        GatheredSum(
          offsets: offsets + first, values: values + first, count: count, base: g.padded + ky * paddedRow + block,
          step: row == lanes ? paddedRow : lanes, target: g.gradient + (filter * c.kernelHeight + ky) * row + block,
          targetStep: lanes
        ).run(rows: vectors)
      }
    }
  }

  /// As `ConvolutionKernels.sparseInputGradient`.
  static func inputGradient(_ s: SparsePooling, _ g: SparseInputGradient) {
    let c = s.convolution
    let filters = c.outputChannels
    let places = s.pooling.windowHeight * s.pooling.windowWidth
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    let room = filters + 1
    let values = g.scratch
    let integers = UnsafeMutableRawPointer(values + room * (places + 1)).assumingMemoryBound(to: Int32.self)
    let (offsets, counts) = (integers, integers + room * (places + 1))
    let placeOffsets = counts + places + 1
    self.placeOffsets(s, placeOffsets)
    let row = rowCount(c)
    let paddedRow = c.paddedWidth * c.inputChannels
    for window in 0..<windows {
      // One list a place, and a last one for the dead.
      for place in 0...places { counts[place] = Int32(truncatingIfNeeded: place * room) }
      let windowPlaces = g.places + window * filters
      let gradients = g.outputGradient + window * filters
      for filter in 0..<filters {
        let place = min(Int(windowPlaces[filter]), places)
        let end = Int(counts[place])
        offsets[end] = Int32(truncatingIfNeeded: filter * c.kernelHeight * row)
        values[end] = gradients[filter]
        counts[place] = Int32(truncatingIfNeeded: end + 1)
      }
      let start = windowOffset(s, window)
      for place in 0..<places {
        let first = place * room
        let count = Int(counts[place]) - first
        if count == 0 { continue }
        let corner = g.paddedGradient + start + Int(placeOffsets[place])
        forEachBlock(c) { ky, block, vectors in
          GatheredSum(
            offsets: offsets + first, values: values + first, count: count,
            base: g.transposedKernel + ky * row + block, step: lanes, target: corner + ky * paddedRow + block,
            targetStep: row == lanes ? paddedRow : lanes
          ).run(rows: vectors)
        }
      }
    }
  }

  /// Calls `body(kernel row, first float in the row, vectors)` for blocks of a transposed filter that one sum takes: several
  /// kernel rows where each is a single vector, else parts of one.
  @inline(__always)
  private static func forEachBlock(_ c: ConvolutionShape, _ body: (Int, Int, Int) -> Void) {
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
