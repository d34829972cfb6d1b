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
    let places = s.pooling.windowHeight * s.pooling.windowWidth
    let padded = g.scratch
    padded.update(repeating: 0, count: Convolution.paddedCount(c))
    let lists = Lists(s, padded + Convolution.paddedCount(c) / lanes * lanes)
    let filterStep = Int32(
      truncatingIfNeeded: isBlocked(c) ? c.kernelHeight * c.kernelWidth * lanes : c.kernelHeight * rowCount(c))
    if places == 4 {
      listFour(s, g, lists, filterStep)
    } else {
      for place in 0..<places { listPlace(place, s, g, lists, filterStep) }
    }
    addInputGradient(s, g, lists, padded)
    unframe(c, Reading(padded), g.inputGradient)
  }

  /// The values of one place of all windows, one window's after the other's; `bounds [place, window]` is where each ends.
  private static func listPlace(
    _ place: Int, _ s: SparsePooling, _ g: SparseInputGradient, _ lists: Lists, _ filterStep: Int32
  ) {
    let filters = s.convolution.outputChannels
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    var target = lists.values + place * lists.capacity
    let start = target
    for window in 0..<windows {
      let (places, gradients) = (g.places + window * filters, g.outputGradient + window * filters)
      var offset: Int32 = 0
      for filter in 0..<filters {
        // Written always, counted only if it is this place's: a branch would be guessed wrong half the time.
        target.pointee = ListedValue(offset: offset, value: gradients[filter])
        target += Int(places[filter]) == place ? 1 : 0
        offset += filterStep
      }
      lists.bounds[place * windows + window] = Int32(truncatingIfNeeded: target - start)
    }
  }

  /// As `listPlace` for four places at once.
  private static func listFour(
    _ s: SparsePooling, _ g: SparseInputGradient, _ lists: Lists, _ filterStep: Int32
  ) {
    let filters = s.convolution.outputChannels
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    let (first, second, third, fourth) = (
      lists.values, lists.values + lists.capacity, lists.values + 2 * lists.capacity, lists.values + 3 * lists.capacity
    )
    var (a, b, c, d) = (first, second, third, fourth)
    for window in 0..<windows {
      let (places, gradients) = (g.places + window * filters, g.outputGradient + window * filters)
      var offset: Int32 = 0
      for filter in 0..<filters {
        let value = ListedValue(offset: offset, value: gradients[filter])
        let place = places[filter]
        (a.pointee, b.pointee, c.pointee, d.pointee) = (value, value, value, value)
        a += place == 0 ? 1 : 0
        b += place == 1 ? 1 : 0
        c += place == 2 ? 1 : 0
        d += place == 3 ? 1 : 0
        offset += filterStep
      }
      lists.bounds[window] = Int32(truncatingIfNeeded: a - first)
      lists.bounds[windows + window] = Int32(truncatingIfNeeded: b - second)
      lists.bounds[2 * windows + window] = Int32(truncatingIfNeeded: c - third)
      lists.bounds[3 * windows + window] = Int32(truncatingIfNeeded: d - fourth)
    }
  }

  private static func addInputGradient(
    _ s: SparsePooling, _ g: SparseInputGradient, _ lists: Lists, _ padded: Writing
  ) {
    let c = s.convolution
    let places = s.pooling.windowHeight * s.pooling.windowWidth
    let windows = s.pooling.outputHeight * s.pooling.outputWidth
    let (row, paddedRow) = (rowCount(c), c.paddedWidth * c.inputChannels)
    let pixels = c.paddedHeight * c.paddedWidth
    let taps = c.kernelHeight * c.kernelWidth
    let blocks = isBlocked(c) ? c.inputChannels / lanes : 1
    for block in 0..<blocks {
      if isBlocked(c) { lists.block.update(repeating: 0, count: pixels * lanes) }
      for window in 0..<windows {
        let start = windowOffset(s, window)
        for place in 0..<places {
          let before = window == 0 ? 0 : Int(lists.bounds[place * windows + window - 1])
          let count = Int(lists.bounds[place * windows + window]) - before
          if count == 0 { continue }
          let list = lists.values + place * lists.capacity + before
          let corner = start + Int(lists.placeOffsets[place])
          if isBlocked(c) {
            sumTaps(
              c,
              GatheredSum(
                list: list, count: count,
                base: g.transposedKernel + block * c.outputChannels * taps * lanes, step: lanes,
                rowStep: c.kernelWidth * lanes, target: lists.block + corner, targetStep: lanes,
                targetRowStep: c.paddedWidth * lanes))
            continue
          }
          forEachBlock(c) { ky, block, vectors in
            GatheredSum(
              list: list, count: count, base: g.transposedKernel + ky * row + block, step: lanes,
              target: padded + corner + ky * paddedRow + block,
              targetStep: row == lanes ? paddedRow : lanes
            ).run(vectors)
          }
        }
      }
      guard isBlocked(c) else { continue }
      for pixel in 0..<pixels {
        store(load(lists.block + pixel * lanes), padded + pixel * c.inputChannels + block * lanes)
      }
    }
  }

  /// What lies inside the frame of a padded gradient.
  private static func unframe(_ c: ConvolutionShape, _ padded: Reading, _ target: Writing) {
    let row = c.inputWidth * c.inputChannels
    for y in 0..<c.inputHeight {
      let source = ((c.paddingTop + y) * c.paddedWidth + c.paddingLeft) * c.inputChannels
      (target + y * row).update(from: padded + source, count: row)
    }
  }
}
