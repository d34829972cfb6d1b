import KernelInterface

/// Takes a model through batches: forward, loss, backward, a step of the optimiser.
final class Trainer {
  private let model: Sequential
  private let loss: BatchLoss
  private let runner: BatchRunner
  private let gradients: LargeBuffer
  private let losses: LargeBuffer
  private let optimizer: OptimizerState
  private let penalties: [(range: Range<Int>, regularizer: Regularizer)]

  /// Sums over the batches of an epoch.
  struct Totals {
    var examples = 0
    var loss = 0.0
    var correct = 0
    var decisions = 0
    var batches = 0

    var meanLoss: Double { loss / Double(max(examples, 1)) }
    var accuracy: Double { Double(correct) / Double(max(decisions, 1)) }
  }

  init(
    _ model: Sequential, examples: Examples, plan: LossPlan, classWeights: [Float], batchSize: Int, optimizer: Optimizer
  ) throws {
    self.model = model
    loss = BatchLoss(plan: plan, targets: examples.targets, classWeights: classWeights)
    let capacity = min(batchSize, examples.count)
    runner = try BatchRunner(plan.operations, of: model, source: examples.source, capacity: capacity, isTraining: true)
    gradients = LargeBuffer(count: model.parameters.count)
    losses = LargeBuffer(count: capacity)
    penalties = model.penalties
    if let state = model.training.optimizer, state.optimizer == optimizer {
      self.optimizer = state
    } else {
      self.optimizer = OptimizerState(optimizer, parameterCount: model.parameters.count)
      model.training.optimizer = self.optimizer
    }
    model.training.loss = plan.loss
  }

  /// One step on the examples of a batch. Gives its loss, penalties included, before the step; NaN where that or a
  /// moving average is none that is finite, and then the weights and averages stay as they are.
  func step(_ indices: ArraySlice<Int>, totals: inout Totals) -> Double {
    let averages = Array(UnsafeBufferPointer(start: model.state.pointer, count: model.state.count))
    var context = runner.context(batch: indices.count, isTraining: true, gradients: gradients)
    runner.forward(indices, context: context)
    let outputs = Reading(runner.plan.output)
    totals.examples += indices.count
    totals.batches += 1
    if loss.plan.hasClasses {
      totals.decisions += indices.count * loss.plan.decisionCount
      for (row, index) in indices.enumerated() {
        totals.correct += loss.correctCount(outputs + row * loss.plan.outputCount, example: index)
      }
    }
    loss.compute(
      outputs, indices: indices, gradient: runner.plan.outputGradient, losses: losses.pointer,
      kernels: runner.engine.kernels)
    var sum = model.penalty(penalties) * Double(indices.count)
    for row in 0..<indices.count { sum += Double(losses.pointer[row]) }
    totals.loss += sum
    guard sum.isFinite, model.state.isFinite else {
      model.state.pointer.update(from: averages, count: averages.count)
      return .nan
    }

    let step = OptimizerStep(
      optimizer: optimizer.optimizer, step: optimizer.steps + 1, parameters: model.parameters.pointer,
      gradients: gradients.pointer, slots: optimizer.slots.map(\.pointer), penalties: penalties,
      kernels: runner.engine.kernels)
    if optimizer.optimizer.clipping.needsWholeGradients {
      runner.backward(context: context)
      updateAll(step)
    } else {
      context.finished = { step.update($0) }
      runner.backward(context: context)
    }
    optimizer.steps += 1
    model.training.steps += 1
    return sum / Double(indices.count)
  }

  /// Bounds the norms of whole gradients, then moves all weights.
  private func updateAll(_ step: OptimizerStep) {
    let size = 1 << 14
    let count = model.parameters.count
    let chunks = (0..<(count + size - 1) / size).map { $0 * size..<min($0 * size + size, count) }
    let pool = runner.engine.pool
    pool.run(chunks.count) { step.addPenalties(chunks[$0]) }
    step.clipNorms(of: model.layers.flatMap(\.slots).filter(\.isTrainable).map(\.range))
    pool.run(chunks.count) {
      step.clip(chunks[$0])
      step.move(chunks[$0])
    }
  }
}
