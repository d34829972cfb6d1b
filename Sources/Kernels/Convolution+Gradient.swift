import KernelInterface

extension Convolution {
  /// Adds one image's kernel gradient to `gradient [k, oc]`. `outputGradient` may be read up to a tile's width past its end.
  static func kernelGradient(
    _ s: ConvolutionShape, _ padded: Reading, _ outputGradient: Reading, _ gradient: Writing, _ edge: Writing
  ) {
    kernelGradient(
      s, padded, rows: s.outputHeight, rowStep: s.strideHeight * s.paddedWidth * s.inputChannels, outputGradient,
      gradient, edge)
  }

  /// Adds the kernel gradient of some rows of output pixels, of one image or of several: a tile's rows are neighbouring values
  /// of the patch, its columns output channels, and it sums over all those pixels. `first` is where the first row's first
  /// patch begins, `rowStep` the floats to the next row's; `outputGradient` is `[rows, ow, oc]`.
  static func kernelGradient(
    _ s: ConvolutionShape, _ first: Reading, rows: Int, rowStep: Int, _ outputGradient: Reading, _ gradient: Writing,
    _ edge: Writing
  ) {
    let paddedRow = s.paddedWidth * s.inputChannels
    let isWhole = s.dilationWidth == 1
    let run = isWhole ? s.kernelWidth * s.inputChannels : s.inputChannels
    let inner = isWhole ? 1 : s.kernelWidth
    for column in stride(from: 0, to: s.outputChannels, by: tileColumns) {
      let width = min(tileColumns, s.outputChannels - column)
      var task = TileTask(
        a: first, rowStep: 1, kStep: s.strideWidth * s.inputChannels, run: s.outputWidth,
        b: outputGradient + column, bStep: s.outputChannels, c: gradient, cStep: s.outputChannels)
      task.outer = rows
      task.outerStep = rowStep
      task.start = .accumulate
      for ky in 0..<s.kernelHeight {
        for kx in 0..<inner {
          task.a = first + ky * s.dilationHeight * paddedRow + kx * s.dilationWidth * s.inputChannels
          task.c = gradient + (ky * inner + kx) * run * s.outputChannels + column
          computeRows(run, width: width, task, edge)
        }
      }
    }
  }

  /// As `KernelSet.convolutionKernelGradient`.
  static func kernelGradient(
    _ s: ConvolutionShape, _ input: Reading, _ outputGradient: Reading, _ gradient: Writing, scratch: Writing
  ) {
    if s.groups > 1 { return GroupedConvolution.kernelGradient(s, input, outputGradient, gradient) }
    let padded = scratch
    let edge = padded + paddedCount(s)
    if s.isPadded { pad(s, input, padded) }
    let source = s.isPadded ? Reading(padded) : input
    let whole = s.outputChannels / tileColumns * tileColumns
    if s.outputChannels - whole == 0 || s.outputChannels - whole == lanes {
      return kernelGradient(s, source, outputGradient, gradient, edge)
    }
    // The last tile reads past the end of its pixel: the rows at the end, as many as it may reach over, are given from a copy
    // with room behind it.
    let rowCount = s.outputWidth * s.outputChannels
    let copied = min(s.outputHeight, (tileColumns + rowCount - 1) / rowCount)
    var before = s
    before.outputHeight -= copied
    if before.outputHeight > 0 { kernelGradient(before.framed(as: s), source, outputGradient, gradient, edge) }
    let lastRows = edge + largestTileRows * tileColumns
    lastRows.update(from: outputGradient + before.outputHeight * rowCount, count: copied * rowCount)
    (lastRows + copied * rowCount).update(repeating: 0, count: 2 * tileColumns)
    var last = s
    last.outputHeight = copied
    let offset = before.outputHeight * s.strideHeight * s.paddedWidth * s.inputChannels
    kernelGradient(last.framed(as: s), source + offset, lastRows, gradient, edge)
  }

  /// The product that gives a row's patch gradients: `[ow, oc] · [k, oc]ᵀ`.
  static func patchGradientShape(_ s: ConvolutionShape) -> MatrixShape {
    MatrixShape(
      rows: s.outputWidth, columns: s.kernelHeight * s.kernelWidth * s.inputChannels, depth: s.outputChannels,
      transposeB: true)
  }

  /// As `KernelSet.convolutionInputGradient`: each output row's patch gradients by a matrix product, then added where the
  /// patches lie.
  static func inputGradient(
    _ s: ConvolutionShape, _ outputGradient: Reading, _ kernel: Reading, _ inputGradient: Writing, _ scratch: Writing
  ) {
    if s.groups > 1 { return GroupedConvolution.inputGradient(s, outputGradient, kernel, inputGradient) }
    let depth = s.kernelHeight * s.kernelWidth * s.inputChannels
    let paddedRow = s.paddedWidth * s.inputChannels
    let padded = scratch
    let patches = padded + paddedCount(s)
    let rest = patches + s.outputWidth * depth
    let product = patchGradientShape(s)
    let isWhole = s.dilationWidth == 1
    let run = isWhole ? s.kernelWidth * s.inputChannels : s.inputChannels
    let inner = isWhole ? 1 : s.kernelWidth
    padded.update(repeating: 0, count: paddedCount(s))
    for y in 0..<s.outputHeight {
      MatrixProduct.run(product, outputGradient + y * s.outputWidth * s.outputChannels, kernel, patches, rest)
      for x in 0..<s.outputWidth {
        let corner = padded + y * s.strideHeight * paddedRow + x * s.strideWidth * s.inputChannels
        for ky in 0..<s.kernelHeight {
          for kx in 0..<inner {
            let target = corner + ky * s.dilationHeight * paddedRow + kx * s.dilationWidth * s.inputChannels
            Elementwise.add(patches + x * depth + (ky * inner + kx) * run, target, run)
          }
        }
      }
    }
    unpad(s, Reading(padded), inputGradient)
  }
}

extension ConvolutionShape {
  /// This shape of fewer output rows on the padded image of `whole`.
  fileprivate func framed(as whole: ConvolutionShape) -> ConvolutionShape {
    var shape = self
    shape.inputHeight = whole.paddedHeight
    shape.inputWidth = whole.paddedWidth
    shape.paddingTop = 0
    shape.paddingLeft = 0
    return shape
  }
}
