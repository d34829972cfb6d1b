import KernelInterface

/// A network's stages with the buffers of a batch, allocated once: runs batches forward and backward.
package final class ExecutionPlan {
  /// The stages in order.
  package let stages: [any Stage]
  /// The largest batch that the buffers hold.
  package let capacity: Int
  /// Whether there are buffers for gradients.
  package let isTraining: Bool

  /// Each stage's output `[capacity, outputCount]`.
  private let outputs: [LargeBuffer]
  private let workspaces: [LargeBuffer]
  /// Two buffers `[capacity, largest count]` that take turns as output gradient and input gradient.
  private let gradientBuffers: [LargeBuffer]

  /// Plans the operations: runs that have a fused stage become one (unless `fusing` is false), others keep their own.
  /// `givesInputGradient` says that `backward` will be asked for the gradient of the input.
  package init(
    _ operations: [Operation], capacity: Int, isTraining: Bool, fusing: Bool = true, givesInputGradient: Bool = false,
    engine: Engine
  ) {
    precondition(capacity >= 1)
    let stages =
      fusing
      ? StageRecogniser.stages(for: operations, givesInputGradient: givesInputGradient, kernels: engine.kernels)
      : operations.map(\.stage)
    self.stages = stages
    self.capacity = capacity
    self.isTraining = isTraining
    outputs = stages.map { LargeBuffer(count: capacity * $0.outputCount) }
    workspaces = stages.map { LargeBuffer(count: $0.workspaceCount(batch: capacity)) }
    let largest = isTraining ? stages.map { capacity * $0.outputCount }.max() ?? 0 : 0
    gradientBuffers = [LargeBuffer(count: largest), LargeBuffer(count: stages.count > 1 ? largest : 0)]
  }

  /// The last stage's output `[capacity, outputCount]`: what `forward` left.
  package var output: Writing { outputs[outputs.count - 1].pointer }
  /// Where the gradient of `output` goes before `backward`.
  package var outputGradient: Writing { gradientBuffers[(stages.count - 1) % 2].pointer }
  /// One stage's output, after `forward`.
  package func output(of stage: Int) -> Writing { outputs[stage].pointer }

  /// Runs a batch forward from `input [context.batch, inputCount]`; the plan sets `workspace` for each stage.
  package func forward(_ input: Reading, _ context: StageContext) {
    precondition(context.batch <= capacity)
    var context = context
    context.keepsForBackward = isTraining
    var current = input
    for (index, stage) in stages.enumerated() {
      context.workspace = workspaces[index].pointer
      stage.forward(current, outputs[index].pointer, context)
      current = Reading(outputs[index].pointer)
    }
  }

  /// Runs the same batch backward from `outputGradient`, which it overwrites. Where `inputGradient` is given it receives the
  /// gradient of the input `[context.batch, inputCount]`.
  package func backward(_ input: Reading, inputGradient: Writing? = nil, _ context: StageContext) {
    precondition(isTraining && context.batch <= capacity)
    var context = context
    for (index, stage) in stages.enumerated().reversed() {
      context.workspace = workspaces[index].pointer
      let before = index > 0 ? Reading(outputs[index - 1].pointer) : input
      let target = index > 0 ? gradientBuffers[(index - 1) % 2].pointer : inputGradient
      stage.backward(before, outputs[index].pointer, gradientBuffers[index % 2].pointer, target, context)
    }
  }
}
