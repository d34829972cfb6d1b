import KernelInterface

/// Means of windows, by the kernels.
struct AveragePoolingStage: Stage {
  let shape: PoolingShape

  var inputCount: Int { shape.inputCount }
  var outputCount: Int { shape.outputCount }
  func workspaceCount(batch: Int) -> Int { 0 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output) = (input, output)
    context.pool.run(context.batch) { image in
      context.kernels.averagePooling(shape, input + image * inputCount, output + image * outputCount)
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    guard let inputGradient else { return }
    nonisolated(unsafe) let (gradient, target) = (Reading(outputGradient), inputGradient)
    context.pool.run(context.batch) { image in
      context.kernels.averagePoolingGradient(shape, gradient + image * outputCount, target + image * inputCount)
    }
  }
}
