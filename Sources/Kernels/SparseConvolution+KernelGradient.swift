import KernelInterface

extension SparseConvolution {
  /// As `ConvolutionKernels.kernelSumCount`: `[oc, kh, row]`, or as `WindowGradient` has them.
  static func kernelSumCount(_ s: SparsePooling) -> Int {
    if WindowGradient.suits(s) { return WindowGradient.sumCount(s) }
    return s.convolution.outputChannels * s.convolution.kernelHeight * rowCount(s.convolution)
  }

  /// As `ConvolutionKernels.arrangeKernelSums`.
  static func arrangeKernelSums(_ s: SparsePooling, _ sums: Reading, _ gradient: Writing) {
    if WindowGradient.suits(s) { return WindowGradient.arrange(s, sums, gradient) }
    let c = s.convolution
    let (run, row) = (c.kernelWidth * c.inputChannels, rowCount(c))
    for filter in 0..<c.outputChannels {
      for ky in 0..<c.kernelHeight {
        let source = sums + (filter * c.kernelHeight + ky) * row
        for k in 0..<run { gradient[(ky * run + k) * c.outputChannels + filter] = source[k] }
      }
    }
  }

  /// As `ConvolutionKernels.sparseKernelGradient`: for each filter a list of the pixels that it came from.
  static func kernelGradient(_ s: SparsePooling, _ g: SparseKernelGradient) {
    if WindowGradient.suits(s) { return WindowGradient.run(s, g) }
    let c = s.convolution
    let filters = c.outputChannels
    let lists = Lists(s, g.scratch)
    var end = 0
    for filter in 0..<filters {
      lists.bounds[filter] = Int32(truncatingIfNeeded: end)
      var (sum, window) = (Float(0), 0)
      for y in 0..<s.pooling.outputHeight {
        var start = Int32(truncatingIfNeeded: windowOffset(s, y * s.pooling.outputWidth))
        let step = Int32(truncatingIfNeeded: s.pooling.strideWidth * c.strideWidth * pixelStep(c))
        for _ in 0..<s.pooling.outputWidth {
          // Written always, counted only if alive: a branch would be guessed wrong half the time.
          let place = g.places[window * filters + filter]
          let value = g.outputGradient[window * filters + filter]
          lists.values[end] = ListedValue(offset: start + lists.placeOffsets[Int(place)], value: value)
          let isAlive = place != SparsePooling.dead
          end += isAlive ? 1 : 0
          sum += isAlive ? value : 0
          window += 1
          start += step
        }
      }
      g.biasGradient[filter] += sum
    }
    lists.bounds[filters] = Int32(truncatingIfNeeded: end)
    addKernelGradient(s, g, lists)
  }

  private static func addKernelGradient(_ s: SparsePooling, _ g: SparseKernelGradient, _ lists: Lists) {
    let c = s.convolution
    let (row, paddedRow) = (rowCount(c), c.paddedWidth * c.inputChannels)
    if isBlocked(c) {
      let pixels = c.paddedHeight * c.paddedWidth
      for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
        for pixel in 0..<pixels {
          store(load(g.padded + pixel * c.inputChannels + channel), lists.block + pixel * lanes)
        }
        for filter in 0..<c.outputChannels {
          sumTaps(
            c,
            GatheredSum(
              list: lists.values + Int(lists.bounds[filter]),
              count: Int(lists.bounds[filter + 1] - lists.bounds[filter]), base: Reading(lists.block), step: lanes,
              rowStep: c.paddedWidth * lanes, target: g.gradient + filter * c.kernelHeight * row + channel,
              targetStep: c.inputChannels, targetRowStep: row))
        }
      }
      return
    }
    for filter in 0..<c.outputChannels {
      let first = Int(lists.bounds[filter])
      let count = Int(lists.bounds[filter + 1]) - first
      forEachBlock(c) { ky, block, vectors in
        GatheredSum(
          list: lists.values + first, count: count, base: g.padded + ky * paddedRow + block,
          step: row == lanes ? paddedRow : lanes, target: g.gradient + (filter * c.kernelHeight + ky) * row + block,
          targetStep: lanes
        ).run(vectors)
      }
    }
  }
}
