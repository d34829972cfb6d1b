import KernelInterface

/// Convolution without copies of patches: a tile's rows are neighbouring output pixels, its columns output channels, and the
/// image is read where it stands (after a frame of zeros was put around it, where there is padding). One group only.
enum Convolution {
  /// Output channels rounded up to whole panels.
  @inline(__always)
  static func paddedChannels(_ channels: Int) -> Int {
    (channels + tileColumns - 1) / tileColumns * tileColumns
  }

  /// Floats of a kernel in panels, forward.
  static func panelCount(_ s: ConvolutionShape) -> Int {
    s.kernelHeight * s.kernelWidth * s.inputChannels * paddedChannels(s.outputChannels)
  }

  /// Floats of a padded image; a vector may read past its end.
  static func paddedCount(_ s: ConvolutionShape) -> Int {
    s.paddedHeight * s.paddedWidth * s.inputChannels + 2 * tileColumns
  }

  /// The kernel `[k, oc]` as panels `[oc / tileColumns][k, tileColumns]`, filled up with zeros.
  static func pack(_ s: ConvolutionShape, _ kernel: Reading, _ panels: Writing) {
    let depth = s.kernelHeight * s.kernelWidth * s.inputChannels
    for column in stride(from: 0, to: s.outputChannels, by: tileColumns) {
      let width = min(tileColumns, s.outputChannels - column)
      let panel = panels + column * depth
      for k in 0..<depth {
        let target = panel + k * tileColumns
        if width < tileColumns { target.update(repeating: 0, count: tileColumns) }
        target.update(from: kernel + k * s.outputChannels + column, count: width)
      }
    }
  }

  /// The image in a frame of zeros, `[paddedHeight, paddedWidth, ic]`.
  static func pad(_ s: ConvolutionShape, _ input: Reading, _ padded: Writing) {
    let rowCount = s.inputWidth * s.inputChannels
    let paddedRow = s.paddedWidth * s.inputChannels
    let before = s.paddingLeft * s.inputChannels
    padded.update(repeating: 0, count: s.paddingTop * paddedRow)
    for y in 0..<s.inputHeight {
      let target = padded + (s.paddingTop + y) * paddedRow
      target.update(repeating: 0, count: before)
      (target + before).update(from: input + y * rowCount, count: rowCount)
      (target + before + rowCount).update(repeating: 0, count: paddedRow - before - rowCount)
    }
    let used = s.paddingTop + s.inputHeight
    (padded + used * paddedRow).update(repeating: 0, count: (s.paddedHeight - used) * paddedRow + 2 * tileColumns)
  }

  /// What lies inside the frame of a padded gradient.
  static func unpad(_ s: ConvolutionShape, _ padded: Reading, _ target: Writing) {
    let rowCount = s.inputWidth * s.inputChannels
    for y in 0..<s.inputHeight {
      let source = ((s.paddingTop + y) * s.paddedWidth + s.paddingLeft) * s.inputChannels
      (target + y * rowCount).update(from: padded + source, count: rowCount)
    }
  }

  /// Output rows `first..<first + count` to `output [count, ow, oc]`, from the padded image and the kernel's panels.
  /// `edge` is a tile of scratch.
  static func rows(
    _ s: ConvolutionShape, _ padded: Reading, _ panels: Reading, _ bias: Reading?, _ relu: Bool, first: Int, count: Int,
    _ output: Writing, _ edge: Writing
  ) {
    let depth = s.kernelHeight * s.kernelWidth * s.inputChannels
    let paddedRow = s.paddedWidth * s.inputChannels
    let isWhole = s.dilationWidth == 1
    for column in stride(from: 0, to: s.outputChannels, by: tileColumns) {
      let width = min(tileColumns, s.outputChannels - column)
      var task = TileTask(
        a: padded, rowStep: s.strideWidth * s.inputChannels,
        run: isWhole ? s.kernelWidth * s.inputChannels : s.inputChannels,
        b: panels + column * depth, bStep: tileColumns, c: output, cStep: s.outputChannels)
      task.inner = isWhole ? 1 : s.kernelWidth
      task.innerStep = s.dilationWidth * s.inputChannels
      task.outer = s.kernelHeight
      task.outerStep = s.dilationHeight * paddedRow
      task.relu = relu
      let isWholeWidth = width == lanes || width == tileColumns
      if let bias { task.start = isWholeWidth ? .bias(bias + column) : .accumulate }
      for y in 0..<count {
        task.a = padded + (first + y) * s.strideHeight * paddedRow
        task.c = output + y * s.outputWidth * s.outputChannels + column
        if let bias, !isWholeWidth {
          // A bias that fills no vector is set before, in the output itself.
          for x in 0..<s.outputWidth { (task.c + x * task.cStep).update(from: bias + column, count: width) }
        }
        computeRows(s.outputWidth, width: width, task, edge)
      }
    }
  }

  /// As `KernelSet.convolutionScratch`: for `forward` and both gradients.
  static func scratch(_ s: ConvolutionShape) -> Int {
    if s.groups > 1 { return 0 }
    let gradient = s.outputWidth * s.kernelHeight * s.kernelWidth * s.inputChannels
    let lastRows = s.outputWidth * s.outputChannels + 3 * tileColumns
    return panelCount(s) + 2 * paddedCount(s) + gradient + lastRows + largestTileRows * tileColumns
      + MatrixProduct.scratch(patchGradientShape(s)) + 2 * tileColumns
  }

  /// As `KernelSet.convolution`.
  static func forward(
    _ s: ConvolutionShape, _ input: Reading, _ kernel: Reading, _ bias: Reading?, _ relu: Bool, _ output: Writing,
    _ scratch: Writing
  ) {
    if s.groups > 1 { return GroupedConvolution.forward(s, input, kernel, bias, relu, output) }
    let panels = scratch
    let padded = panels + panelCount(s)
    let edge = padded + paddedCount(s)
    pack(s, kernel, panels)
    if s.isPadded { pad(s, input, padded) }
    rows(
      s, s.isPadded ? Reading(padded) : input, panels, bias, relu, first: 0, count: s.outputHeight, output, edge)
  }
}
