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
    // The blocks of pixels first, where they lie as the scratch does: at the start of a cache line.
    let blocks = g.scratch
    let blocksCount = c.inputChannels / lanes * vectorCount(c)
    let lists = FilterLists(s, g, blocks + blocksCount)
    let filterStep = c.kernelHeight * c.kernelWidth * lanes
    var target = g.gradient
    if c.isPadded { blocks.update(repeating: 0, count: blocksCount) }
    frame(c, g.image, blocks)
    for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
      let block = blocks + channel / lanes * vectorCount(c)
      for filter in 0..<c.outputChannels {
        lists.sum(
          filter, Reading(block), rowStep: c.paddedWidth * lanes, target, targetRowStep: c.kernelWidth * lanes
        ).run(rows: c.kernelHeight, vectors: c.kernelWidth)
        target += filterStep
      }
    }
  }

  /// Each vector of an image's channels into a frame of its own.
  private static func frame(_ c: ConvolutionShape, _ image: Reading, _ blocks: Writing) {
    let blockStep = vectorCount(c)
    for y in 0..<c.inputHeight {
      var pixel = image + y * c.inputWidth * c.inputChannels
      let row = blocks + ((c.paddingTop + y) * c.paddedWidth + c.paddingLeft) * lanes
      for x in 0..<c.inputWidth {
        var target = row + x * lanes
        for channel in stride(from: 0, to: c.inputChannels, by: lanes) {
          store(load(pixel + channel), target)
          target += blockStep
        }
        pixel += c.inputChannels
      }
    }
  }
}
