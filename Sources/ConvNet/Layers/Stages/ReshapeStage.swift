import KernelInterface

/// The same values under another shape: copied, where no fused stage leaves them in place.
struct ReshapeStage: Stage {
  let count: Int

  var inputCount: Int { count }
  var outputCount: Int { count }
  func workspaceCount(batch: Int) -> Int { 0 }

  func forward(_ input: Reading, _ output: Writing, _ context: StageContext) {
    output.update(from: input, count: context.batch * count)
  }

  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?,
    _ context: StageContext
  ) {
    inputGradient?.update(from: outputGradient, count: context.batch * count)
  }
}
