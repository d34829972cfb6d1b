import KernelInterface

/// A dense layer with the ReLU that follows it, where one does.
///
/// On the way back a thread takes some inputs and makes for the whole batch their gradients and those of their weights, which
/// then are final: no sums over threads, and the optimiser finds them in the cache.
struct DenseRunStage: Stage {
  let inputs: Int
  let outputs: Int
  /// Where kernel `[inputs, outputs]` and bias begin in the model's parameters.
  let kernel: Int
  let bias: Int?
  let hasRelu: Bool

  var inputCount: Int { inputs }
  var outputCount: Int { outputs }
  func workspaceCount(batch: Int) -> Int { 0 }

  /// Outputs that one product takes on the way forward, and examples: few enough for several threads, enough that copying
  /// the matrices into panels does not count.
  private static let outputsAtOnce = 64
  private var examplesAtOnce: Int { outputs > 32 ? 64 : 32 }
  /// Inputs that one product takes on the way back: whole panels of 24, 48, 32 or 8 columns.
  private static let inputsAtOnce = 288

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    let kernels = context.kernels
    let most = MatrixShape(rows: examplesAtOnce, columns: min(outputs, Self.outputsAtOnce), depth: inputs)
    let across = (outputs + Self.outputsAtOnce - 1) / Self.outputsAtOnce
    let down = (context.batch + examplesAtOnce - 1) / examplesAtOnce
    context.pool.run(across * down, scratch: kernels.matrixProductScratch(most)) { chunk, scratch in
      let (row, column) = (chunk / across * examplesAtOnce, chunk % across * Self.outputsAtOnce)
      var shape = most
      shape.rows = min(examplesAtOnce, context.batch - row)
      shape.columns = min(Self.outputsAtOnce, outputs - column)
      (shape.strideB, shape.strideC) = (outputs, outputs)
      kernels.matrixProduct(
        shape, input + row * inputs, Reading(context.parameters + kernel + column), output + row * outputs + column,
        scratch)
    }
    kernels.addBias(output, bias.map { Reading(context.parameters + $0) }, context.batch, outputs, hasRelu)
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?, _ context: StageContext
  ) {
    let (batch, kernels) = (context.batch, context.kernels)
    if hasRelu { kernels.reluGradient(output, Reading(outputGradient), outputGradient, batch * outputs) }
    nonisolated(unsafe) let (input, gradient, inputGradient) = (input, Reading(outputGradient), inputGradient)
    if let bias {
      let sums = context.gradients + bias
      sums.update(repeating: 0, count: outputs)
      kernels.addColumnSums(gradient, batch, outputs, sums)
      context.finished(bias..<bias + outputs)
    }
    let size = Self.inputsAtOnce
    let weights = MatrixShape(rows: size, columns: outputs, depth: batch, transposeA: true)
    let back = MatrixShape(rows: batch, columns: size, depth: outputs, transposeB: true)
    let scratchCount = max(kernels.matrixProductScratch(weights), kernels.matrixProductScratch(back))
    context.pool.run((inputs + size - 1) / size, scratch: scratchCount) { chunk, scratch in
      let first = chunk * size
      let count = min(size, inputs - first)
      let place = kernel + first * outputs
      if let inputGradient {
        var shape = back
        shape.columns = count
        shape.strideC = inputs
        kernels.matrixProduct(
          shape, gradient, Reading(context.parameters + place), inputGradient + first, scratch)
      }
      var shape = weights
      shape.rows = count
      shape.strideA = inputs
      kernels.matrixProduct(shape, input + first, gradient, context.gradients + place, scratch)
      context.finished(place..<place + count * outputs)
    }
  }
}
