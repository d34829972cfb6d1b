import KernelInterface

/// A convolution's output row for a whole batch and the small dense layer that reads it.
enum ConvolutionDense {
  /// Images that the way forward takes together.
  private static let imagesForward = 8
  /// Floats of an image's pixels that are computed before they are read: the values of the images and the weights that read
  /// them stay in the first cache.
  private static let valuesForward = 448
  /// Images that the way back takes together: their values of one pixel and panel stay in the first cache, and the
  /// accumulators of gradients are seldom loaded and stored.
  private static let imagesBackward = 64

  /// As `ConvolutionDenseKernels.channelCount`.
  @inline(__always)
  static func channelCount(_ s: ConvolutionShape) -> Int { (s.outputChannels + lanes - 1) / lanes * lanes }

  /// As `ConvolutionDenseKernels.scratch`.
  static func scratch(_ s: ConvolutionShape, _ outputs: Int) -> Int {
    let channels = channelCount(s)
    let forward = imagesForward * max(valuesForward, channels)
    return max(forward, (imagesBackward + outputs) * tileColumns)
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
    let s = t.shape
    let channels = channelCount(s)
    let most = max(1, valuesForward / channels)
    let blocks = (s.outputWidth + most - 1) / most
    for first in stride(from: 0, to: t.batch, by: imagesForward) {
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
  private static func task(_ t: ConvolutionDenseRow, _ source: Reading, _ column: Int, rowStep: Int) -> TileTask {
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

  /// As `ConvolutionDenseKernels.backward`.
  static func backward(_ t: ConvolutionDenseRow, _ g: ConvolutionDenseGradients) {
    let channels = channelCount(t.shape)
    let pixelStep = t.shape.strideWidth * t.shape.inputChannels
    let groups = (t.batch + imagesBackward - 1) / imagesBackward
    let values = g.scratch
    let weights = values + imagesBackward * tileColumns
    for column in stride(from: 0, to: channels, by: tileColumns) {
      let isDouble = channels - column > lanes
      let width = isDouble ? tileColumns : lanes
      for pixel in 0..<t.shape.outputWidth {
        let patches = t.images + pixel * pixelStep
        let strip = t.strips + (pixel * channels + column) * t.outputs
        var first = 0
        for group in 0..<groups {
          let count = (t.batch - first + groups - group - 1) / (groups - group)
          let source = patches + first * t.imageStep
          let outputGradient = g.output + first * t.outputs
          // The values once more, then what each weight of the dense layer made of them.
          var convolution = task(t, source, column, rowStep: t.imageStep)
          (convolution.c, convolution.cStep) = (values, width)
          run(convolution, rows: count, isDouble)
          var dense = TileTask(
            a: outputGradient, rowStep: 1, kStep: t.outputs, run: count, b: Reading(values), bStep: width, c: weights,
            cStep: width)
          if group > 0 { dense.start = .accumulate }
          run(dense, rows: t.outputs, isDouble)
          // Their gradients, in their place.
          var back = TileTask(
            a: outputGradient, rowStep: t.outputs, run: t.outputs, b: strip, bStep: lanes, c: values, cStep: width)
          back.bSecond = t.outputs * lanes
          back.isGated = t.relu
          run(back, rows: count, isDouble)
          Elementwise.addColumnSums(Reading(values), count, width, g.bias + column)
          addKernelGradient(t, source, count, Reading(values), width, isDouble, g.kernel + column, channels)
          first += count
        }
        let room = min(width, t.shape.outputChannels - column)
        let target = g.weights + (pixel * t.shape.outputChannels + column) * t.outputs
        for n in 0..<t.outputs {
          let (from, to) = (weights + n * width, target + n)
          for lane in 0..<room { to[lane * t.outputs] = from[lane] }
        }
      }
    }
  }

  /// Adds one pixel's kernel gradient, summed over images: a tile's rows are neighbouring values of the patch.
  @inline(__always)
  private static func addKernelGradient(
    _ t: ConvolutionDenseRow, _ source: Reading, _ count: Int, _ values: Reading, _ width: Int, _ isDouble: Bool,
    _ gradient: Writing, _ channels: Int
  ) {
    let s = t.shape
    let isWhole = s.dilationWidth == 1
    let run = isWhole ? s.kernelWidth * s.inputChannels : s.inputChannels
    let inner = isWhole ? 1 : s.kernelWidth
    var task = TileTask(
      a: source, rowStep: 1, kStep: t.imageStep, run: count, b: values, bStep: width, c: gradient, cStep: channels)
    task.start = .accumulate
    for ky in 0..<s.kernelHeight {
      for kx in 0..<inner {
        task.a = source + (ky * s.dilationHeight * s.paddedWidth + kx * s.dilationWidth) * s.inputChannels
        task.c = gradient + (ky * inner + kx) * run * channels
        self.run(task, rows: run, isDouble)
      }
    }
  }

  /// A task of any number of rows, tile by tile.
  @inline(__always)
  private static func run(_ whole: TileTask, rows: Int, _ isDouble: Bool) {
    var (task, row) = (whole, 0)
    while row < rows {
      let tile = MatrixProduct.tileRows(rows - row)
      task.a = whole.a + row * whole.rowStep
      task.c = whole.c + row * whole.cStep
      computeTile(rows: tile, isDouble: isDouble, task)
      row += tile
    }
  }
}
