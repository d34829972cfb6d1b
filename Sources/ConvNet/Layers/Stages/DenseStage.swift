import KernelInterface

/// A fully connected layer by itself: three matrix products.
struct DenseStage: Stage {
  let geometry: DenseGeometry
  /// Where the kernel begins in the model's parameters.
  let kernel: Int
  /// Where the bias begins, if there is one.
  let bias: Int?

  var inputCount: Int { geometry.inputs }
  var outputCount: Int { geometry.outputs }
  func workspaceCount(batch: Int) -> Int { 0 }

  /// Examples of a batch that one product takes.
  private static let rowsAtOnce = 32
  /// Rows of the kernel whose gradient one product makes.
  private static let inputsAtOnce = 128

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    let (inputs, outputs, kernels) = (inputCount, outputCount, context.kernels)
    let full = MatrixShape(rows: Self.rowsAtOnce, columns: outputs, depth: inputs)
    let chunks = (context.batch + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    context.pool.run(chunks, scratch: kernels.matrixProductScratch(full)) { chunk, scratch in
      let first = chunk * Self.rowsAtOnce
      let rows = min(Self.rowsAtOnce, context.batch - first)
      kernels.matrixProduct(
        MatrixShape(rows: rows, columns: outputs, depth: inputs), input + first * inputs,
        Reading(context.parameters + kernel), output + first * outputs, scratch)
      kernels.addBias(
        output + first * outputs, bias.map { Reading(context.parameters + $0) }, rows, outputs, false)
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    nonisolated(unsafe) let (input, gradient) = (input, Reading(outputGradient))
    let (inputs, outputs, kernels) = (inputCount, outputCount, context.kernels)
    if let inputGradient { passBack(gradient, inputGradient, context) }

    if let bias {
      let sums = context.gradients + bias
      sums.update(repeating: 0, count: outputs)
      kernels.addColumnSums(gradient, context.batch, outputs, sums)
      context.finished(bias..<bias + outputs)
    }
    let full = MatrixShape(rows: Self.inputsAtOnce, columns: outputs, depth: context.batch, transposeA: true)
    let chunks = (inputs + Self.inputsAtOnce - 1) / Self.inputsAtOnce
    context.pool.run(chunks, scratch: kernels.matrixProductScratch(full)) { chunk, scratch in
      let first = chunk * Self.inputsAtOnce
      let rows = min(Self.inputsAtOnce, inputs - first)
      var shape = MatrixShape(rows: rows, columns: outputs, depth: context.batch, transposeA: true)
      shape.strideA = inputs
      let place = kernel + first * outputs
      kernels.matrixProduct(shape, input + first, gradient, context.gradients + place, scratch)
      context.finished(place..<place + rows * outputs)
    }
  }

  /// The gradient of the input: that of the output times the transposed kernel.
  private func passBack(_ gradient: Reading, _ inputGradient: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (gradient, inputGradient) = (gradient, inputGradient)
    let (inputs, outputs, kernels) = (inputCount, outputCount, context.kernels)
    let full = MatrixShape(rows: Self.rowsAtOnce, columns: inputs, depth: outputs, transposeB: true)
    let chunks = (context.batch + Self.rowsAtOnce - 1) / Self.rowsAtOnce
    context.pool.run(chunks, scratch: kernels.matrixProductScratch(full)) { chunk, scratch in
      let first = chunk * Self.rowsAtOnce
      let rows = min(Self.rowsAtOnce, context.batch - first)
      kernels.matrixProduct(
        MatrixShape(rows: rows, columns: inputs, depth: outputs, transposeB: true), gradient + first * outputs,
        Reading(context.parameters + kernel), inputGradient + first * inputs, scratch)
    }
  }
}
