import KernelInterface

/// The way back through a small dense layer to one pixel of some images' convolution, one or two vectors of its channels.
struct DensePanel {
  let patches: LivePatches
  /// The convolution's panel and bias.
  var panel: Reading
  var bias: Reading
  var hasRelu: Bool
  /// Gradients of the dense outputs, `[outputs, patches.step]`.
  var outputGradient: Reading
  var outputs: Int
  /// The dense weights that read the panel, `[vectors, outputs, vector]`.
  var strip: Reading
  /// Channels.
  var width: Int
  /// Room for the pixel of each column, `[columns, width]`.
  var values: Writing

  /// Gradients of the dense weights `[outputs, width]`, and of bias and kernel `[1 + depth, kernelStep]`, added to.
  @inline(__always)
  func addGradients(weights: Writing, accumulate: Bool, kernel: Writing, _ kernelStep: Int) {
    if width == tileColumns && outputs <= DensePixelGradient.mostOutputs {
      let pixel = DensePixelGradient(self)
      pixel.addWeights(to: weights, accumulate: accumulate)
      pixel.addKernel(to: kernel, kernelStep)
      if !pixel.keepsKernel { addKernel(to: kernel + kernelStep, kernelStep, row: 1, rows: patches.depth) }
      return
    }
    addWeights(to: weights, accumulate)
    makeGradients()
    addKernel(to: kernel, kernelStep, row: 0, rows: 1 + patches.depth)
  }

  private var isDouble: Bool { width > lanes }

  /// The values once more, and what each weight of the dense layer made of them.
  private func addWeights(to weights: Writing, _ accumulate: Bool) {
    var convolution = TileTask(
      a: Reading(patches.values + patches.step), rowStep: 1, kStep: patches.step, run: patches.depth, b: panel,
      bStep: tileColumns, c: values, cStep: width)
    convolution.start = .bias(bias)
    convolution.relu = hasRelu
    computeRows(patches.columns, isDouble: isDouble, convolution)
    var dense = TileTask(
      a: outputGradient, rowStep: patches.step, run: patches.columns, b: Reading(values), bStep: width, c: weights,
      cStep: width)
    if accumulate { dense.start = .accumulate }
    computeRows(outputs, isDouble: isDouble, dense)
  }

  /// The values' gradients, in their place.
  private func makeGradients() {
    var back = TileTask(
      a: outputGradient, rowStep: 1, kStep: patches.step, run: outputs, b: strip, bStep: lanes, c: values, cStep: width)
    back.bSecond = outputs * lanes
    back.isGated = hasRelu
    computeRows(patches.columns, isDouble: isDouble, back)
  }

  /// The gradients of some rows of bias and kernel: the bias's is that of the ones before the patches' values.
  private func addKernel(to kernel: Writing, _ kernelStep: Int, row: Int, rows: Int) {
    var task = TileTask(
      a: Reading(patches.values + row * patches.step), rowStep: patches.step, run: patches.columns, b: Reading(values),
      bStep: width, c: kernel, cStep: kernelStep)
    task.start = .accumulate
    computeRows(rows, isDouble: isDouble, task)
  }
}
