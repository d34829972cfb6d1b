import KernelInterface

/// Where the training of a model stands, so that another `fit` goes on from there.
struct TrainingState {
  /// Epochs over all calls of `fit`: the order of examples follows from it.
  var epochs = 0
  /// Batches over all calls of `fit`: dropout follows from it.
  var steps = 0
  /// What the optimiser keeps from step to step.
  var optimizer: OptimizerState?
  /// What the last `fit` made small.
  var loss: Loss?
}

/// What an optimiser keeps from step to step.
final class OptimizerState {
  /// The optimiser that the numbers belong to; another one starts anew.
  let optimizer: Optimizer
  /// Steps taken so far.
  var steps = 0
  /// Running means and the like, each laid out as the model's parameters.
  let slots: [LargeBuffer]

  init(_ optimizer: Optimizer, parameterCount: Int) {
    self.optimizer = optimizer
    slots = (0..<optimizer.rule.slotCount).map { _ in LargeBuffer(count: parameterCount) }
    for slot in slots where optimizer.rule.initialSlotValue != 0 {
      slot.pointer.update(repeating: optimizer.rule.initialSlotValue, count: parameterCount)
    }
  }
}
