import KernelInterface

/// A convolution's output row for a whole batch and the small dense layer that reads it.
///
/// Images stand beside each other, and pixels are taken one after the other: what belongs to one stays in the first cache.
/// Patches of nothing but zeros are computed once (`LivePatches`).
enum ConvolutionDense {
  /// Output channels filled up to whole vectors.
  @inline(__always)
  static func channelCount(_ s: ConvolutionShape) -> Int { filledUp(s.outputChannels) }

  /// Values of a patch.
  @inline(__always)
  static func depth(_ s: ConvolutionShape) -> Int { s.kernelHeight * s.kernelWidth * s.inputChannels }

  /// Images that are taken together: as many as leave room for their patches in the first cache. The more, the less often sums
  /// over them are loaded and stored.
  static func mostImages(_ s: ConvolutionShape) -> Int { depth(s) <= 32 ? 128 : 64 }

  /// As `ConvolutionDenseKernels.imageCount`.
  static func imageCount(_ batch: Int) -> Int { filledUp(batch) }

  /// As `ConvolutionDenseKernels.scratch`.
  static func scratch(_ s: ConvolutionShape, _ outputs: Int, batch: Int) -> Int {
    let images = mostImages(s)
    let patches = LivePatches.scratch(depth: depth(s), images: images) + lanes + tapCount(s)
    let rows = outputs * LivePatches.step(images: images)
    let forward = s.outputChannels * tileColumns
    let backward =
      outputs * imageCount(batch) + (images + 1) * tileColumns
      + max(channelCount(s), tileColumns) * (filledUp(outputs) + outputs)
    return patches + rows + max(forward, backward)
  }

  /// Floats that hold the places of a patch's values.
  private static func tapCount(_ s: ConvolutionShape) -> Int {
    filledUp(depth(s) * MemoryLayout<Int>.stride / MemoryLayout<Float>.stride)
  }

  /// As `ConvolutionDenseKernels.turn`.
  static func turn(_ values: Int, _ images: Reading, _ step: Int, _ count: Int, _ target: Writing, _ targetStep: Int) {
    Transpose.matrix(rows: count, columns: values, images, step, target, targetStep)
    let past = imageCount(count) - count
    if past == 0 { return }
    for value in 0..<values { (target + value * targetStep + count).update(repeating: 0, count: past) }
  }

  /// As `ConvolutionDenseKernels.forward`.
  static func forward(_ t: ConvolutionDenseRow, _ part: Writing, _ scratch: Writing) {
    let (outputs, channels) = (t.outputs, t.shape.outputChannels)
    part.update(repeating: 0, count: outputs * t.imageStep)
    forEachPixel(t, scratch) { pixel, first, patches, scratch in
      let (values, sums) = (scratch + outputs * patches.step, scratch)
      for column in stride(from: 0, to: patches.columns, by: tileColumns) {
        let isDouble = patches.columns - column > lanes
        var convolution = TileTask(
          a: t.filters, rowStep: 1, kStep: channels, run: 1 + patches.depth, b: Reading(patches.values + column),
          bStep: patches.step, c: values, cStep: tileColumns)
        convolution.relu = t.relu
        computeRows(channels, isDouble: isDouble, convolution)
        let dense = TileTask(
          a: t.weights + pixel * channels * outputs, rowStep: 1, kStep: outputs, run: channels, b: Reading(values),
          bStep: tileColumns, c: sums + column, cStep: patches.step)
        computeRows(outputs, isDouble: isDouble, dense)
      }
      patches.spread(rows: outputs, Reading(sums), addingTo: part + first, t.imageStep)
    }
  }

  /// Calls `body(pixel, first image, patches, scratch)` for each pixel of the row, and its groups of images of about the same size.
  @inline(__always)
  static func forEachPixel(
    _ t: ConvolutionDenseRow, _ scratch: Writing, _ body: (Int, Int, LivePatches, Writing) -> Void
  ) {
    let (s, depth) = (t.shape, depth(t.shape))
    let taps = UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Int.self)
    var tap = 0
    for ky in 0..<s.kernelHeight {
      for kx in 0..<s.kernelWidth {
        for channel in 0..<s.inputChannels {
          let value = (ky * s.dilationHeight * s.paddedWidth + kx * s.dilationWidth) * s.inputChannels + channel
          taps[tap] = value * t.imageStep
          tap += 1
        }
      }
    }
    let (most, vectors) = (mostImages(s) / lanes, t.imageStep / lanes)
    let groups = (vectors + most - 1) / most
    let patches = scratch + tapCount(s)
    let rest = patches + LivePatches.scratch(depth: depth, images: most * lanes) / lanes * lanes + lanes
    for pixel in 0..<s.outputWidth {
      let source = t.images + pixel * s.strideWidth * s.inputChannels * t.imageStep
      var first = 0
      for group in 0..<groups {
        let count = (vectors - first / lanes + groups - group - 1) / (groups - group) * lanes
        body(pixel, first, LivePatches(source + first, taps: taps, depth: depth, images: count, patches), rest)
        first += count
      }
    }
  }

  /// As `ConvolutionDenseKernels.addUp`.
  static func addUp(_ parts: Writing, _ rows: Int, _ outputs: Int, _ batch: Int, _ output: Writing) {
    let step = imageCount(batch)
    for row in 1..<max(rows, 1) {
      let part = parts + row * outputs * step
      for i in stride(from: 0, to: outputs * step, by: lanes) { store(load(parts + i) + load(part + i), parts + i) }
    }
    Transpose.matrix(rows: outputs, columns: batch, Reading(parts), step, output, outputs)
  }
}

extension ConvolutionDenseRow {
  /// Floats from one value of the images to the next: the images filled up to whole vectors.
  @inline(__always)
  var imageStep: Int { ConvolutionDense.imageCount(batch) }
}
