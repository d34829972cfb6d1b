import KernelInterface

/// A convolution's output row for a whole batch and the small dense layer that reads it.
enum ConvolutionDense {
  /// Images that the way forward takes together: as few as leave room for their values in the first cache.
  private static let imagesForward = lanes == 16 ? 8 : largestTileRows
  /// Floats of an image's pixels that are computed before they are read.
  private static let valuesForward = 448
  /// Dense weights that pairs of images read one after the other.
  private static let weightsForward = 65536
  /// Images that the way back takes together: their values of one pixel and panel stay in the first cache, and the
  /// accumulators of gradients are seldom loaded and stored.
  static let imagesBackward = 64

  /// As `ConvolutionDenseKernels.channelCount`.
  @inline(__always)
  static func channelCount(_ s: ConvolutionShape) -> Int { (s.outputChannels + lanes - 1) / lanes * lanes }

  /// As `ConvolutionDenseKernels.scratch`.
  static func scratch(_ s: ConvolutionShape, _ outputs: Int, batch: Int) -> Int {
    let channels = channelCount(s)
    let forward = imagesForward * (max(valuesForward, channels) + pixelsForward(s) * depth(s)) + lanes
    let patches = imagesBackward * (depth(s) + 1) + lanes + batch * outputs
    return max(forward, imagesBackward * tileColumns + patches + max(channels, tileColumns) * roundedOutputs(outputs))
  }

  /// Pixels that the way forward computes before they are read.
  private static func pixelsForward(_ s: ConvolutionShape) -> Int { max(1, valuesForward / channelCount(s)) }

  /// Values of a patch.
  @inline(__always)
  static func depth(_ s: ConvolutionShape) -> Int { s.kernelHeight * s.kernelWidth * s.inputChannels }

  /// Dense outputs filled up to whole vectors.
  @inline(__always)
  static func roundedOutputs(_ outputs: Int) -> Int { (outputs + lanes - 1) / lanes * lanes }

  /// As `ConvolutionDenseKernels.arrange`.
  static func arrange(_ s: ConvolutionShape, _ outputs: Int, _ weights: Reading, _ strips: Writing) {
    let whole = s.outputChannels / lanes * lanes
    var strip = strips
    for pixel in 0..<s.outputWidth {
      let source = weights + pixel * s.outputChannels * outputs
      for channel in stride(from: 0, to: whole, by: lanes) {
        Transpose.run(source + channel * outputs, columns: outputs, strip)
        strip += outputs * lanes
      }
      if whole == s.outputChannels { continue }
      strip.update(repeating: 0, count: outputs * lanes)
      for lane in 0..<s.outputChannels - whole {
        for n in 0..<outputs { strip[n * lanes + lane] = source[(whole + lane) * outputs + n] }
      }
      strip += outputs * lanes
    }
  }

  /// As `ConvolutionDenseKernels.turnsImages`.
  static func turnsImages(_ s: ConvolutionShape, _ outputs: Int) -> Bool { !staysInRegisters(s, outputs) }

  /// Whether the convolution's values stay in registers, there and back.
  static func staysInRegisters(_ s: ConvolutionShape, _ outputs: Int) -> Bool {
    outputs <= ConvolutionStrip.mostOutputs && channelCount(s) % tileColumns == 0 && s.dilationWidth == 1
  }

  /// As `ConvolutionDenseKernels.forward`.
  static func forward(_ t: ConvolutionDenseRow, _ part: Writing, _ scratch: Writing) {
    let pairs = staysInRegisters(t.shape, t.outputs) ? t.batch / 2 * 2 : 0
    if pairs > 0 { forwardInRegisters(t, pairs, part) }
    if pairs < t.batch { forward(t, from: pairs, part, scratch) }
  }

  /// Of the images from one on, some pixels of some images after the other: their values and the weights that read them stay
  /// in the first cache.
  private static func forward(_ t: ConvolutionDenseRow, from start: Int, _ part: Writing, _ scratch: Writing) {
    let s = t.shape
    let (channels, most) = (channelCount(s), pixelsForward(s))
    let patches = scratch + imagesForward * max(valuesForward, channels)
    let blocks = (s.outputWidth + most - 1) / most
    for first in stride(from: start, to: t.batch, by: imagesForward) {
      let count = min(imagesForward, t.batch - first)
      let sums = part + first * t.outputs * lanes
      var pixel = 0
      for block in 0..<blocks {
        let pixels = (s.outputWidth - pixel + blocks - block - 1) / (blocks - block)
        gather(t, pixel..<pixel + pixels, first, count, patches)
        for column in stride(from: 0, to: channels, by: tileColumns) {
          var task = TileTask(
            a: Reading(patches), rowStep: 1, kStep: pixels * count, run: depth(s), b: t.panels + column * depth(s),
            bStep: tileColumns, c: scratch + column, cStep: channels)
          task.start = .bias(t.bias + column)
          task.relu = t.relu
          computeRows(pixels * count, isDouble: channels - column > lanes, task)
        }
        StripProduct.run(
          rows: count, columns: t.outputs, parts: pixels, depth: channels, Reading(scratch),
          t.strips + pixel * channels * t.outputs, sums, accumulate: block > 0)
        pixel += pixels
      }
    }
  }

  /// The patches of some pixels in some images, `[depth, pixels, count]`. As much as a vector is written behind them.
  static func gather(_ t: ConvolutionDenseRow, _ pixels: Range<Int>, _ first: Int, _ count: Int, _ patches: Writing) {
    let s = t.shape
    // Where images are turned over they are copied by whole vectors, if there are as many: what is too much is written over.
    let rounded = (count + lanes - 1) / lanes * lanes
    let isWhole = t.imageStep == 1 && first + rounded <= t.batch
    var target = patches
    for ky in 0..<s.kernelHeight {
      for kx in 0..<s.kernelWidth {
        for channel in 0..<s.inputChannels {
          let tap = (ky * s.dilationHeight * s.paddedWidth + kx * s.dilationWidth) * s.inputChannels + channel
          for pixel in pixels {
            let source =
              t.images + (tap + pixel * s.strideWidth * s.inputChannels) * t.valueStep + first * t.imageStep
            if isWhole {
              for image in stride(from: 0, to: rounded, by: lanes) { store(load(source + image), target + image) }
            } else {
              for image in 0..<count { target[image] = source[image * t.imageStep] }
            }
            target += count
          }
        }
      }
    }
  }

  /// Of pairs of images, as many pixels as the weights that read them stay in the second cache.
  private static func forwardInRegisters(_ t: ConvolutionDenseRow, _ pairs: Int, _ part: Writing) {
    let (s, channels) = (t.shape, channelCount(t.shape))
    let pixelStep = s.strideWidth * s.inputChannels
    let most = max(1, weightsForward / (channels * t.outputs))
    for pixel in stride(from: 0, to: s.outputWidth, by: most) {
      for image in stride(from: 0, to: pairs, by: 2) {
        ConvolutionStrip(
          patch: t.images + image * t.imageStep + pixel * pixelStep, pixelStep: pixelStep, imageStep: t.imageStep,
          pixels: min(most, s.outputWidth - pixel), run: s.kernelWidth * s.inputChannels, runs: s.kernelHeight,
          runStep: s.dilationHeight * s.paddedWidth * s.inputChannels, panels: t.panels, bias: t.bias,
          channels: channels, hasRelu: t.relu, strips: t.strips + pixel * channels * t.outputs, outputs: t.outputs,
          sums: part + image * t.outputs * lanes, accumulate: pixel > 0
        ).compute()
      }
    }
  }

  /// As `ConvolutionDenseKernels.addUp`.
  static func addUp(_ parts: Reading, _ rows: Int, _ rowStep: Int, _ count: Int, _ output: Writing) {
    for i in 0..<count {
      var (sum, part) = (Vector.zero, parts + i * lanes)
      for _ in 0..<rows {
        sum += load(part)
        part += rowStep
      }
      output[i] = sum.sum()
    }
  }
}
