import KernelInterface

extension ConvolutionDense {
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
          if staysInRegisters(t) {
            let pixel = DensePixelGradient(
              patch: source, imageStep: t.imageStep, images: count, run: t.shape.kernelWidth * t.shape.inputChannels,
              runs: t.shape.kernelHeight,
              runStep: t.shape.dilationHeight * t.shape.paddedWidth * t.shape.inputChannels,
              panel: t.panels + column * t.shape.kernelHeight * t.shape.kernelWidth * t.shape.inputChannels,
              bias: t.bias + column, hasRelu: t.relu, outputGradient: outputGradient, outputs: t.outputs, strip: strip,
              values: values)
            pixel.addWeights(to: weights, accumulate: group > 0)
            pixel.addKernel(to: g.kernel + column, channels, bias: g.bias + column)
            if !pixel.keepsKernel {
              addKernelGradient(t, source, count, Reading(values), width, isDouble, g.kernel + column, channels)
            }
            first += count
            continue
          }
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
        if staysInRegisters(t) && room == width {
          turnOver(Reading(weights), t.outputs, target)
          continue
        }
        for n in 0..<t.outputs {
          let (from, to) = (weights + n * width, target + n)
          for lane in 0..<room { to[lane * t.outputs] = from[lane] }
        }
      }
    }
  }

  /// At most as many dense weights' gradients as a vector has lanes, `[outputs, 2 · vector]`, to `[2 · vector, outputs]`. The
  /// source may be read up to a square's end.
  private static func turnOver(_ weights: Reading, _ outputs: Int, _ target: Writing) {
    // Each row is written as a whole vector, whose end the next rows write over; the last ones reach past the target's end and
    // are written value by value.
    let last = (lanes - 1) / outputs
    Transpose.square(weights, tileColumns, target, outputs)
    Transpose.square(weights + lanes, tileColumns, target + lanes * outputs, outputs, columns: lanes - last)
    for lane in tileColumns - last..<tileColumns {
      for n in 0..<outputs { target[lane * outputs + n] = weights[n * tileColumns + lane] }
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
