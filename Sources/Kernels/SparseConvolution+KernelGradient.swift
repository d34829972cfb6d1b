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
    func sum(_ filter: Int, _ base: Reading, rowStep: Int, _ target: Writing, targetStep: Int) -> GatheredSum {
      GatheredSum(
        values: lists.values + filter * lists.room, offsets: lists.offsets + filter * lists.room,
        count: Int(lists.counts[filter]), base: base, rowStep: rowStep, target: target, targetStep: targetStep,
        targetRowStep: rowCount(c))
    }
    let filterStep = c.kernelHeight * rowCount(c)
    guard isBlocked(c) else {
      for filter in 0..<c.outputChannels {
        sum(
          filter, g.padded, rowStep: c.paddedWidth * c.inputChannels, g.gradient + filter * filterStep,
          targetStep: lanes
        ).run(rows: c.kernelHeight, vectors: rowCount(c) / lanes)
      }
      return
    }
    let pixels = c.paddedHeight * c.paddedWidth
    for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
      for pixel in 0..<pixels {
        store(load(g.padded + pixel * c.inputChannels + channel), block + pixel * lanes)
      }
      for filter in 0..<c.outputChannels {
        sum(
          filter, Reading(block), rowStep: c.paddedWidth * lanes, g.gradient + filter * filterStep + channel,
          targetStep: c.inputChannels
        ).run(rows: c.kernelHeight, vectors: c.kernelWidth)
      }
    }
  }
}
