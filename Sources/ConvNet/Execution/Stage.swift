import KernelInterface

/// One step of a built network over a batch: a layer, or a run of layers fused into one.
///
/// A stage holds geometry and where its parameters lie, nothing that changes; everything that changes is in the buffers
/// that the plan hands it. So one stage may serve several plans at once.
package protocol Stage: Sendable {
  /// Floats of one example's input.
  var inputCount: Int { get }
  /// Floats of one example's output.
  var outputCount: Int { get }
  /// Floats that the stage keeps from `forward` to `backward` of the same batch, for a batch of the given size.
  func workspaceCount(batch: Int) -> Int

  /// Computes `output [batch, outputCount]` from `input [batch, inputCount]`.
  func forward(_ input: Reading, _ output: Writing, _ context: StageContext)

  /// Computes the gradients from that of the output; called after `forward` of the same batch with the same workspace.
  ///
  /// Writes (replaces) the gradients of the stage's parameters in `context.gradients`, then calls `context.finished` once
  /// with each range of them. `inputGradient` is nil where nobody asks for it: for the first stage, but for gradients of the model's input. The buffer
  /// `outputGradient` is the stage's to overwrite.
  func backward(
    _ input: Reading, _ output: Reading, _ outputGradient: Writing, _ inputGradient: Writing?, _ context: StageContext)
}

/// What a stage works with during one batch.
package struct StageContext: @unchecked Sendable {
  /// Examples in this batch; the last batch of an epoch may be smaller than the buffers.
  package var batch: Int
  /// Whether this is training: dropout drops, batch normalisation uses the batch's statistics.
  package var isTraining: Bool
  /// Whether `backward` may follow, in training or not: a stage then keeps what it needs for it. The plan sets it.
  package var keepsForBackward = false
  /// Counts the batches of a model's whole training: the counter of dropout's randomness.
  package var step: UInt64
  /// Every trainable parameter of the model, one flat buffer in Keras's order; stages know their ranges.
  package var parameters: Writing
  /// The gradients, laid out as `parameters`.
  package var gradients: Writing
  /// What is kept but not trained (moving means and variances), one flat buffer.
  package var state: Writing
  /// This stage's own workspace, kept from forward to backward.
  package var workspace: Writing
  /// The kernels of the chosen instruction set.
  package var kernels: KernelSet
  /// The threads.
  package var pool: ThreadPool
  /// Takes the gradients of a range of parameters as final, and may update these parameters at once: so a stage calls it
  /// when it needs their old values no more. Called from any thread, never twice for one parameter in a batch.
  package var finished: @Sendable (Range<Int>) -> Void

  package init(
    batch: Int, isTraining: Bool, step: UInt64, parameters: Writing, gradients: Writing, state: Writing,
    workspace: Writing, kernels: KernelSet, pool: ThreadPool,
    finished: @escaping @Sendable (Range<Int>) -> Void = { _ in }
  ) {
    self.batch = batch
    self.isTraining = isTraining
    self.step = step
    self.parameters = parameters
    self.gradients = gradients
    self.state = state
    self.workspace = workspace
    self.kernels = kernels
    self.pool = pool
    self.finished = finished
  }
}
