/// One call of `fit`: epochs of batches, judged and reported.
final class FitRun {
  private let model: Sequential
  private let examples: Examples
  private let validation: Examples?
  private let plan: LossPlan
  private let epochs: Int
  private let batchSize: Int
  private let shuffle: Bool
  private let trainer: Trainer
  private var callbacks: CallbackRunner
  private var history = History()
  /// Whether a closure asked for the end of the training after a batch.
  private var isStopped = false

  init(
    _ model: Sequential, examples: Examples, validation: Examples?, plan: LossPlan, epochs: Int, batchSize: Int,
    optimizer: Optimizer, shuffle: Bool, classWeights: [Float], callbacks: [Callback]
  ) throws {
    self.model = model
    self.examples = examples
    self.validation = validation
    self.plan = plan
    self.epochs = epochs
    self.batchSize = min(batchSize, examples.count)
    self.shuffle = shuffle
    let metrics = plan.hasClasses ? ["loss", "accuracy"] : ["loss"]
    self.callbacks = try CallbackRunner(
      callbacks, metricNames: metrics + (validation == nil ? [] : metrics.map { "val_\($0)" }))
    trainer = try Trainer(
      model, examples: examples, plan: plan, classWeights: classWeights, batchSize: batchSize, optimizer: optimizer)
  }

  /// Trains; where that throws, callbacks that keep the best weights have put them back.
  func run() throws -> History {
    let outcome = Result { try runEpochs() }
    // What the optimiser keeps of steps that diverged would lead corrected weights or data astray at once.
    if case .failure(ConvNetError.lossNotFinite) = outcome { model.training.optimizer = nil }
    try callbacks.trainingEnded(model: model)
    try outcome.get()
    return history
  }

  private func runEpochs() throws {
    for epoch in 1...epochs {
      let totals = try runEpoch(epoch)
      var metrics = named(loss: totals.meanLoss, accuracy: totals.accuracy)
      if let validation {
        let result = try Evaluator(model, examples: validation, plan: plan).run()
        metrics += named(loss: result.loss, accuracy: result.accuracy).map { ("val_\($0.name)", $0.value) }
      }
      history.append(metrics)
      model.training.epochs += 1
      let moment = Callback.Moment(
        epoch: epoch, batch: totals.batches,
        metrics: Dictionary(metrics.map { ($0.name, $0.value) }) { first, _ in first })
      let isLast = try callbacks.epochEnded(moment, model: model)
      if isLast || isStopped { break }
      if EngineEnvironment.current.oneBatch {
        if epochs > 1 || batchCount > 1 { EngineEnvironment.current.cutShort?() }
        break
      }
    }
  }

  private var batchCount: Int { (examples.count + batchSize - 1) / batchSize }

  private func runEpoch(_ epoch: Int) throws -> Trainer.Totals {
    let seed = UInt64(bitPattern: Int64(model.seed))
    let order =
      shuffle
      ? Philox(seed: seed, stream: RandomStream.shuffle(epoch: model.training.epochs)).permutation(examples.count)
      : Array(0..<examples.count)
    var totals = Trainer.Totals()
    for batch in 0..<batchCount {
      let indices = order[batch * batchSize..<min((batch + 1) * batchSize, order.count)]
      guard trainer.step(indices, totals: &totals).isFinite else {
        throw ConvNetError.lossNotFinite(epoch: epoch, batch: batch + 1)
      }
      isStopped = try report(epoch, batch + 1, totals)
      if isStopped || EngineEnvironment.current.oneBatch { break }
    }
    // A last step can leave numbers that no later loss would show.
    guard model.parameters.isFinite else { throw ConvNetError.lossNotFinite(epoch: epoch, batch: totals.batches) }
    return totals
  }

  /// Whether a closure asked for the end of the training.
  private func report(_ epoch: Int, _ batch: Int, _ totals: Trainer.Totals) throws -> Bool {
    EngineEnvironment.current.progress?(
      TrainingStep(
        epoch: epoch, epochs: epochs, batch: batch, batches: batchCount, loss: totals.meanLoss,
        accuracy: plan.hasClasses ? totals.accuracy : nil))
    guard callbacks.watchesBatches else { return false }
    let metrics = named(loss: totals.meanLoss, accuracy: totals.accuracy)
    return try callbacks.batchEnded(
      Callback.Moment(
        epoch: epoch, batch: batch, metrics: Dictionary(metrics.map { ($0.name, $0.value) }) { first, _ in first }))
  }

  private func named(loss: Double, accuracy: Double) -> [(name: String, value: Double)] {
    plan.hasClasses ? [("loss", loss), ("accuracy", accuracy)] : [("loss", loss)]
  }
}

extension LargeBuffer {
  /// Whether no number is NaN or infinite.
  var isFinite: Bool { UnsafeBufferPointer(start: pointer, count: count).allSatisfy(\.isFinite) }
}
