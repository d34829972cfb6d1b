import KernelInterface

extension SparseConvolution {
  /// As `ConvolutionKernels.transposedCount`.
  static func transposedCount(_ s: ConvolutionShape) -> Int { s.outputChannels * s.kernelHeight * rowCount(s) }

  /// As `ConvolutionKernels.transpose`: `[oc, kh, row]`, or where vectors of channels are taken by themselves
  /// `[ic / vector, oc, kh, kw, vector]`.
  static func transpose(_ s: ConvolutionShape, _ kernel: Reading, _ transposed: Writing) {
    let (ic, oc, taps) = (s.inputChannels, s.outputChannels, s.kernelHeight * s.kernelWidth)
    let row = rowCount(s)
    if !isBlocked(s) { transposed.update(repeating: 0, count: oc * s.kernelHeight * row) }
    for tap in 0..<taps {
      for channel in 0..<ic {
        let source = kernel + (tap * ic + channel) * oc
        let (first, step) =
          isBlocked(s)
          ? ((channel / lanes * oc * taps + tap) * lanes + channel % lanes, taps * lanes)
          : (tap / s.kernelWidth * row + tap % s.kernelWidth * ic + channel, s.kernelHeight * row)
        for filter in 0..<oc { transposed[first + filter * step] = source[filter] }
      }
    }
  }

  /// As `ConvolutionKernels.sparseInputGradient`: for each place in each window a list of the filters that reach it.
  static func inputGradient(_ s: SparsePooling, _ g: SparseInputGradient) {
    if WindowInputGradient.suits(s) { return WindowInputGradient.run(s, g) }
    let c = s.convolution
    let (block, padded) = (g.scratch, g.scratch + blockCount(c))
    padded.update(repeating: 0, count: Convolution.paddedCount(c))
    let filterStep = isBlocked(c) ? c.kernelHeight * c.kernelWidth * lanes : c.kernelHeight * rowCount(c)
    let lists = PlaceLists(s, g, filterStep: filterStep, padded + Convolution.paddedCount(c) / lanes * lanes)
    addInputGradient(s, g, lists, block, padded)
    Convolution.unpad(c, Reading(padded), g.inputGradient)
  }

  private static func addInputGradient(
    _ s: SparsePooling, _ g: SparseInputGradient, _ lists: PlaceLists, _ block: Writing, _ padded: Writing
  ) {
    let c = s.convolution
    let (windows, places) = (s.windows, s.places)
    let (row, paddedRow) = (rowCount(c), c.paddedWidth * c.inputChannels)
    let pixels = c.paddedHeight * c.paddedWidth
    let taps = c.kernelHeight * c.kernelWidth
    let blocks = isBlocked(c) ? c.inputChannels / lanes : 1
    for channel in 0..<blocks {
      if isBlocked(c) { block.update(repeating: 0, count: pixels * lanes) }
      for window in 0..<windows {
        let start = windowOffset(s, window)
        for place in 0..<places {
          let bound = lists.bounds + place * (windows + 1) + window
          let (first, count) = (Int(bound[0]), Int(bound[1] &- bound[0]))
          if count == 0 { continue }
          let corner = start + placeOffset(s, place)
          func sum(_ base: Reading, rowStep: Int, _ target: Writing, targetRowStep: Int) -> GatheredSum {
            GatheredSum(
              values: lists.values + first, offsets: lists.offsets + first, count: count, base: base, rowStep: rowStep,
              target: target, targetRowStep: targetRowStep)
          }
          if isBlocked(c) {
            sum(
              g.transposedKernel + channel * c.outputChannels * taps * lanes, rowStep: c.kernelWidth * lanes,
              block + corner, targetRowStep: c.paddedWidth * lanes
            ).run(rows: c.kernelHeight, vectors: c.kernelWidth)
          } else {
            sum(g.transposedKernel, rowStep: row, padded + corner, targetRowStep: paddedRow)
              .run(rows: c.kernelHeight, vectors: row / lanes)
          }
        }
      }
      guard isBlocked(c) else { continue }
      for pixel in 0..<pixels {
        store(load(block + pixel * lanes), padded + pixel * c.inputChannels + channel * lanes)
      }
    }
  }
}
