import KernelInterface

/// A convolution's output row for a whole batch and the small dense layer that reads it.
enum ConvolutionDense {
  /// Images that the way forward takes together.
  private static let imagesForward = 8
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
  static func scratch(_ s: ConvolutionShape, _ outputs: Int) -> Int {
    let channels = channelCount(s)
    let forward = imagesForward * max(valuesForward, channels)
    return max(forward, (imagesBackward + max(outputs, lanes)) * tileColumns)
  }

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

  /// As `ConvolutionDenseKernels.forward`.
  static func forward(_ t: ConvolutionDenseRow, _ part: Writing, _ scratch: Writing) {
    let pairs = staysInRegisters(t) ? t.batch / 2 * 2 : 0
    if pairs > 0 { forwardInRegisters(t, pairs, part) }
    if pairs < t.batch { forward(t, from: pairs, part, scratch) }
  }

  /// Of the images from one on, some pixels of some images after the other: their values and the weights that read them stay
  /// in the first cache.
  private static func forward(_ t: ConvolutionDenseRow, from start: Int, _ part: Writing, _ scratch: Writing) {
    let s = t.shape
    let channels = channelCount(s)
    let most = max(1, valuesForward / channels)
    let blocks = (s.outputWidth + most - 1) / most
    for first in stride(from: start, to: t.batch, by: imagesForward) {
      let count = min(imagesForward, t.batch - first)
      let sums = part + first * t.outputs * lanes
      var pixel = 0
      for block in 0..<blocks {
        let pixels = (s.outputWidth - pixel + blocks - block - 1) / (blocks - block)
        for image in 0..<count {
          convolve(t, first + image, pixel, pixels, channels, scratch + image * pixels * channels)
        }
        StripProduct.run(
          rows: count, columns: t.outputs, depth: pixels * channels, Reading(scratch),
          t.strips + pixel * channels * t.outputs, sums, accumulate: block > 0)
        pixel += pixels
      }
    }
  }

  /// Whether the convolution's values stay in registers, there and back.
  static func staysInRegisters(_ t: ConvolutionDenseRow) -> Bool {
    t.outputs <= ConvolutionStrip.mostOutputs && channelCount(t.shape) % tileColumns == 0 && t.shape.dilationWidth == 1
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

  /// The task of a tile of the convolution at a pixel of the row, before its C is set.
  @inline(__always)
  static func task(_ t: ConvolutionDenseRow, _ source: Reading, _ column: Int, rowStep: Int) -> TileTask {
    let s = t.shape
    let isWhole = s.dilationWidth == 1
    var task = TileTask(
      a: source, rowStep: rowStep, run: isWhole ? s.kernelWidth * s.inputChannels : s.inputChannels,
      b: t.panels + column * s.kernelHeight * s.kernelWidth * s.inputChannels, bStep: tileColumns,
      c: UnsafeMutablePointer(mutating: source), cStep: 0)
    task.inner = isWhole ? 1 : s.kernelWidth
    task.innerStep = s.dilationWidth * s.inputChannels
    task.outer = s.kernelHeight
    task.outerStep = s.dilationHeight * s.paddedWidth * s.inputChannels
    task.start = .bias(t.bias + column)
    task.relu = t.relu
    return task
  }

  /// Some pixels of one image's row, `[pixels, channels]`.
  @inline(__always)
  private static func convolve(
    _ t: ConvolutionDenseRow, _ image: Int, _ pixel: Int, _ pixels: Int, _ channels: Int, _ values: Writing
  ) {
    let pixelStep = t.shape.strideWidth * t.shape.inputChannels
    let source = t.images + image * t.imageStep + pixel * pixelStep
    for column in stride(from: 0, to: channels, by: tileColumns) {
      var task = task(t, source, column, rowStep: pixelStep)
      task.cStep = channels
      var x = 0
      while x < pixels {
        let tile = MatrixProduct.tileRows(pixels - x)
        task.a = source + x * pixelStep
        task.c = values + x * channels + column
        computeTile(rows: tile, isDouble: channels - column > lanes, task)
        x += tile
      }
    }
  }
}
