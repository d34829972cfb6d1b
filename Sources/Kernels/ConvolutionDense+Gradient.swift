import KernelInterface

extension ConvolutionDense {
  /// As `ConvolutionDenseKernels.backward`.
  static func backward(_ t: ConvolutionDenseRow, _ g: ConvolutionDenseGradients) {
    if staysInRegisters(t.shape, t.outputs) { return backwardInRegisters(t, g) }
    let (s, channels, depth) = (t.shape, channelCount(t.shape), depth(t.shape))
    let values = g.scratch
    let patches = values + imagesBackward * tileColumns
    let turnedOutput = patches + imagesBackward * (depth + 1) + lanes
    let weights = turnedOutput + t.batch * t.outputs
    Transpose.images(t.outputs, g.output, t.outputs, t.batch, turnedOutput, t.batch)
    for pixel in 0..<s.outputWidth {
      forEachGroup(t.batch) { first, count in
        gather(t, pixel..<pixel + 1, first, count, patches)
        (patches + depth * count).update(repeating: 1, count: count)
        for column in stride(from: 0, to: channels, by: tileColumns) {
          let width = min(tileColumns, channels - column)
          addGradients(
            Panel(
              first: first, count: count, patches: Reading(patches), depth: depth, panel: t.panels + column * depth,
              bias: t.bias + column, hasRelu: t.relu, outputGradient: g.output + first * t.outputs,
              turnedOutput: turnedOutput + first, batch: t.batch, outputs: t.outputs,
              strip: t.strips + (pixel * channels + column) * t.outputs, width: width),
            values, weights + column * roundedOutputs(t.outputs), g.kernel + column, channels)
        }
      }
      for column in stride(from: 0, to: channels, by: tileColumns) {
        turnOver(
          Reading(weights + column * roundedOutputs(t.outputs)), min(tileColumns, channels - column),
          min(tileColumns, s.outputChannels - column), t.outputs,
          g.weights + (pixel * s.outputChannels + column) * t.outputs)
      }
    }
  }

  /// A pixel of some images, and a panel of its channels.
  private struct Panel {
    /// The first image, and how many.
    var first: Int
    var count: Int
    /// What the pixel is computed from, and behind it ones: `[depth + 1, count]`.
    var patches: Reading
    var depth: Int
    /// The convolution's panel and bias.
    var panel: Reading
    var bias: Reading
    var hasRelu: Bool
    /// Gradients of the dense outputs, `[count, outputs]` and, of the whole batch, `[outputs, batch]`.
    var outputGradient: Reading
    var turnedOutput: Reading
    var batch: Int
    var outputs: Int
    /// The dense weights that read the panel, `[vectors, outputs, vector]`.
    var strip: Reading
    /// Channels.
    var width: Int
  }

  /// Gradients of the dense weights `[outputs, width]`, replaced by the first images, and of kernel and bias, added to.
  @inline(__always)
  private static func addGradients(
    _ p: Panel, _ values: Writing, _ weights: Writing, _ kernelGradient: Writing, _ channels: Int
  ) {
    let isDouble = p.width > lanes
    // The values once more, then what each weight of the dense layer made of them.
    var convolution = TileTask(
      a: p.patches, rowStep: 1, kStep: p.count, run: p.depth, b: p.panel, bStep: tileColumns, c: values,
      cStep: p.width)
    convolution.start = .bias(p.bias)
    convolution.relu = p.hasRelu
    computeRows(p.count, isDouble: isDouble, convolution)
    var dense = TileTask(
      a: p.outputGradient, rowStep: 1, kStep: p.outputs, run: p.count, b: Reading(values), bStep: p.width,
      c: weights, cStep: p.width)
    if p.first > 0 { dense.start = .accumulate }
    computeRows(p.outputs, isDouble: isDouble, dense)
    // Their gradients, in their place.
    var back = TileTask(
      a: p.turnedOutput, rowStep: 1, kStep: p.batch, run: p.outputs, b: p.strip, bStep: lanes, c: values,
      cStep: p.width)
    back.bSecond = p.outputs * lanes
    back.isGated = p.hasRelu
    computeRows(p.count, isDouble: isDouble, back)
    // The bias's gradient is that of the ones behind the patches.
    var kernel = TileTask(
      a: p.patches, rowStep: p.count, run: p.count, b: Reading(values), bStep: p.width, c: kernelGradient,
      cStep: channels)
    kernel.start = .accumulate
    computeRows(p.depth + 1, isDouble: isDouble, kernel)
  }

  /// As `backward`, two vectors of channels of a pixel after the other, which stay in registers.
  private static func backwardInRegisters(_ t: ConvolutionDenseRow, _ g: ConvolutionDenseGradients) {
    let (s, channels, depth) = (t.shape, channelCount(t.shape), depth(t.shape))
    let values = g.scratch
    let weights = values + imagesBackward * tileColumns
    for column in stride(from: 0, to: channels, by: tileColumns) {
      for pixel in 0..<s.outputWidth {
        let patches = t.images + pixel * s.strideWidth * s.inputChannels
        forEachGroup(t.batch) { first, count in
          let source = patches + first * t.imageStep
          let gradient = DensePixelGradient(
            patch: source, imageStep: t.imageStep, images: count, run: s.kernelWidth * s.inputChannels,
            runs: s.kernelHeight, runStep: s.dilationHeight * s.paddedWidth * s.inputChannels,
            panel: t.panels + column * depth, bias: t.bias + column, hasRelu: t.relu,
            outputGradient: g.output + first * t.outputs, outputs: t.outputs,
            strip: t.strips + (pixel * channels + column) * t.outputs, values: values)
          gradient.addWeights(to: weights, accumulate: first > 0)
          gradient.addKernel(to: g.kernel + column, channels, bias: g.kernel + depth * channels + column)
          if !gradient.keepsKernel {
            addKernelGradient(t, source, count, Reading(values), g.kernel + column, channels)
          }
        }
        turnOver(
          Reading(weights), tileColumns, min(tileColumns, s.outputChannels - column), t.outputs,
          g.weights + (pixel * s.outputChannels + column) * t.outputs)
      }
    }
  }

  /// Calls `body(first image, count)` for groups of images of about the same size.
  @inline(__always)
  private static func forEachGroup(_ batch: Int, _ body: (Int, Int) -> Void) {
    let groups = (batch + imagesBackward - 1) / imagesBackward
    var first = 0
    for group in 0..<groups {
      let count = (batch - first + groups - group - 1) / (groups - group)
      body(first, count)
      first += count
    }
  }

  /// The gradients of dense weights that read some channels, `[outputs, width]`, to `[channels, outputs]`. The source may be
  /// read up to a square's end.
  private static func turnOver(
    _ weights: Reading, _ width: Int, _ channels: Int, _ outputs: Int, _ target: Writing
  ) {
    // Rows are written as whole vectors. What one writes past its end, later ones write over: so the last outputs go first, and
    // the last rows, which would reach past the target's end, are written value by value.
    let past = (outputs + lanes - 1) / lanes * lanes - outputs
    let whole = channels - (past + outputs - 1) / outputs
    for n in stride(from: (outputs - 1) / lanes * lanes, through: 0, by: -lanes) {
      for channel in stride(from: 0, to: whole, by: lanes) {
        Transpose.square(
          weights + n * width + channel, width, target + channel * outputs + n, outputs,
          columns: min(lanes, whole - channel))
      }
    }
    for channel in max(0, whole)..<channels {
      for n in 0..<outputs { target[channel * outputs + n] = weights[n * width + channel] }
    }
  }

  /// Adds one pixel's kernel gradient, summed over images: a tile's rows are neighbouring values of the patch.
  @inline(__always)
  private static func addKernelGradient(
    _ t: ConvolutionDenseRow, _ source: Reading, _ count: Int, _ values: Reading, _ gradient: Writing, _ channels: Int
  ) {
    let s = t.shape
    let run = s.kernelWidth * s.inputChannels
    var task = TileTask(
      a: source, rowStep: 1, kStep: t.imageStep, run: count, b: values, bStep: tileColumns, c: gradient,
      cStep: channels)
    task.start = .accumulate
    for ky in 0..<s.kernelHeight {
      task.a = source + ky * s.dilationHeight * s.paddedWidth * s.inputChannels
      task.c = gradient + ky * run * channels
      computeRows(run, isDouble: true, task)
    }
  }
}
