import KernelInterface

/// Maxima of windows, by the kernels; their places are kept for the way back.
struct MaxPoolingStage: Stage {
  /// Positions of a window that a place of 16 bits can tell apart.
  static let largestWindow = 1 << 16

  let shape: PoolingShape

  var inputCount: Int { shape.inputCount }
  var outputCount: Int { shape.outputCount }
  /// Two places fit into one float.
  func workspaceCount(batch: Int) -> Int { (batch * outputCount + 1) / 2 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    nonisolated(unsafe) let (input, output, places) = (input, output, places(context))
    context.pool.run(context.batch) { image in
      context.kernels.maxPooling(
        shape, input + image * inputCount, output + image * outputCount, places + image * outputCount)
    }
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    guard let inputGradient else { return }
    nonisolated(unsafe) let (gradient, target, places) = (Reading(outputGradient), inputGradient, places(context))
    context.pool.run(context.batch) { image in
      context.kernels.maxPoolingGradient(
        shape, gradient + image * outputCount, places + image * outputCount, target + image * inputCount)
    }
  }

  private func places(_ context: StageContext) -> UnsafeMutablePointer<UInt16> {
    UnsafeMutableRawPointer(context.workspace).assumingMemoryBound(to: UInt16.self)
  }
}
