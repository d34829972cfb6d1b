import KernelInterface

extension SparseConvolution {
  /// As `ConvolutionKernels.kernelSumCount`: `[oc, kh, row]`, where vectors of channels are taken by themselves
  /// `[ic / vector, oc, kh, kw, vector]`, or as `WindowGradient` has them.
  static func kernelSumCount(_ s: SparsePooling) -> Int {
    if WindowGradient.suits(s) { return WindowGradient.sumCount(s) }
    return s.convolution.outputChannels * s.convolution.kernelHeight * rowCount(s.convolution)
  }

  /// As `ConvolutionKernels.arrangeKernelSums`.
  static func arrangeKernelSums(_ s: SparsePooling, _ sums: Reading, _ gradient: Writing) {
    if WindowGradient.suits(s) { return WindowGradient.arrange(s, sums, gradient) }
    let c = s.convolution
    if isBlocked(c) { return arrangeBlocks(c, sums, gradient) }
    let (run, row) = (c.kernelWidth * c.inputChannels, rowCount(c))
    for filter in 0..<c.outputChannels {
      for ky in 0..<c.kernelHeight {
        let source = sums + (filter * c.kernelHeight + ky) * row
        for k in 0..<run { gradient[(ky * run + k) * c.outputChannels + filter] = source[k] }
      }
    }
  }

  private static func arrangeBlocks(_ c: ConvolutionShape, _ sums: Reading, _ gradient: Writing) {
    let (ic, oc, taps) = (c.inputChannels, c.outputChannels, c.kernelHeight * c.kernelWidth)
    var source = sums
    for channel in stride(from: 0, to: ic, by: lanes) {
      for filter in 0..<oc {
        for tap in 0..<taps {
          let target = gradient + (tap * ic + channel) * oc + filter
          for lane in 0..<lanes { target[lane * oc] = source[lane] }
          source += lanes
        }
      }
    }
  }

  /// As `ConvolutionKernels.sparseKernelGradient`: for each filter a list of the pixels that it came from.
  static func kernelGradient(_ s: SparsePooling, _ g: SparseKernelGradient) {
    if WindowGradient.suits(s) { return WindowGradient.run(s, g) }
    let c = s.convolution
    if isBlocked(c) { return kernelGradientOfBlocks(s, g) }
    let lists = FilterLists(s, g, g.scratch + Convolution.paddedCount(c))
    if c.isPadded { Convolution.pad(c, g.image, g.scratch) }
    let filterStep = c.kernelHeight * rowCount(c)
    for filter in 0..<c.outputChannels {
      lists.sum(
        filter, c.isPadded ? Reading(g.scratch) : g.image, rowStep: c.paddedWidth * c.inputChannels,
        g.gradient + filter * filterStep, targetRowStep: rowCount(c)
      ).run(rows: c.kernelHeight, vectors: rowCount(c) / lanes)
    }
  }

  private static func kernelGradientOfBlocks(_ s: SparsePooling, _ g: SparseKernelGradient) {
    let c = s.convolution
    // The block of pixels first, where it lies as the scratch does: at the start of a cache line.
    let block = g.scratch
    let lists = FilterLists(s, g, block + vectorCount(c))
    let filterStep = c.kernelHeight * c.kernelWidth * lanes
    var target = g.gradient
    block.update(repeating: 0, count: vectorCount(c))
    for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
      frame(c, g.image + channel, block)
      for filter in 0..<c.outputChannels {
        lists.sum(
          filter, Reading(block), rowStep: c.paddedWidth * lanes, target, targetRowStep: c.kernelWidth * lanes
        ).run(rows: c.kernelHeight, vectors: c.kernelWidth)
        target += filterStep
      }
    }
  }

  /// A vector of an image's channels into a frame.
  private static func frame(_ c: ConvolutionShape, _ image: Reading, _ block: Writing) {
    for y in 0..<c.inputHeight {
      let source = image + y * c.inputWidth * c.inputChannels
      let row = block + ((c.paddingTop + y) * c.paddedWidth + c.paddingLeft) * lanes
      for x in 0..<c.inputWidth { store(load(source + x * c.inputChannels), row + x * lanes) }
    }
  }
}
