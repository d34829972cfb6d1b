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
    // The block of pixels first, where it lies as the scratch does: at the start of a cache line.
    let block = g.scratch
    let lists = FilterLists(s, g, block + blockCount(c))
    let (row, paddedRow) = (rowCount(c), c.paddedWidth * c.inputChannels)
    func sum(_ filter: Int, _ base: Reading, step: Int, _ target: Writing, targetStep: Int) -> GatheredSum {
      GatheredSum(
        values: lists.values + filter * lists.room, offsets: lists.offsets + filter * lists.room,
        count: Int(lists.counts[filter]), base: base, step: step, target: target, targetStep: targetStep)
    }
    if isBlocked(c) {
      let pixels = c.paddedHeight * c.paddedWidth
      for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
        for pixel in 0..<pixels {
          store(load(g.padded + pixel * c.inputChannels + channel), block + pixel * lanes)
        }
        for filter in 0..<c.outputChannels {
          var taps = sum(
            filter, Reading(block), step: lanes, g.gradient + filter * c.kernelHeight * row + channel,
            targetStep: c.inputChannels)
          (taps.rowStep, taps.targetRowStep) = (c.paddedWidth * lanes, row)
          sumTaps(c, taps)
        }
      }
      return
    }
    for filter in 0..<c.outputChannels {
      forEachBlock(c) { ky, block, vectors in
        sum(
          filter, g.padded + ky * paddedRow + block, step: row == lanes ? paddedRow : lanes,
          g.gradient + (filter * c.kernelHeight + ky) * row + block, targetStep: lanes
        ).run(vectors)
      }
    }
  }
}
