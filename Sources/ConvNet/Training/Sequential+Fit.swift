extension Sequential {
  /// Trains the model; called again it goes on where the last call stopped, the optimiser's state included while the
  /// optimiser is the same and the last call did not end with a loss that is no number.
  ///
  /// - Parameters:
  ///   - data: Examples `[height, width, channels]` or `[features]` with labels or targets.
  ///   - epochs: Passes over the data.
  ///   - batchSize: Examples of one step; the last batch of an epoch may be smaller.
  ///   - optimizer: How weights follow their gradients.
  ///   - loss: What is made small; chosen by the last layer and the data where it is `nil`.
  ///   - validation: Examples on which the model is judged after each epoch.
  ///   - shuffle: Whether each epoch takes the examples in another order, which follows from the model's seed.
  ///   - classWeights: Factors of the loss of classes; 1 for a class that is not named.
  ///   - callbacks: What happens between batches or epochs.
  /// - Returns: Loss and metrics of each epoch, by Keras's names.
  /// - Throws: ``ConvNetError`` at once for data or arguments that cannot be, and for a loss that is no number any more.
  @discardableResult
  public func fit(
    _ data: some TrainingData, epochs: Int = 1, batchSize: Int = 32, optimizer: Optimizer = .adam(),
    loss: Loss? = nil, validation: (any TrainingData)? = nil, shuffle: Bool = true,
    classWeights: [Int: Double] = [:], callbacks: [Callback] = []
  ) throws -> History {
    guard epochs > 0 else { throw ConvNetError.notPositive(name: "epochs", value: epochs) }
    guard batchSize > 0 else { throw ConvNetError.notPositive(name: "batchSize", value: batchSize) }
    try optimizer.validate()
    let examples = data.examples
    let plan = try LossPlan(loss, model: self, targets: examples.targets)
    try examples.check(inputShape: inputShape, outputShape: outputShape, plan: plan)
    if let validation { try check(validation.examples, plan) }
    let classWeights = try weights(of: classWeights, plan: plan, examples)
    let training = {
      try FitRun(
        self, examples: examples, validation: validation?.examples, plan: plan, epochs: epochs, batchSize: batchSize,
        optimizer: optimizer, shuffle: shuffle, classWeights: classWeights, callbacks: callbacks
      ).run()
    }
    // Callbacks are the author's own code, which must run.
    guard callbacks.isEmpty, let cache = FitCache(EngineEnvironment.current) else { return try training() }
    let key = FitKey(
      self, examples: examples, validation: validation?.examples, plan: plan, epochs: epochs, batchSize: batchSize,
      optimizer: optimizer, shuffle: shuffle, classWeights: classWeights, kernels: try Engine.current().kernels.name)
    let history = try cache.history(for: key, model: self, optimizer: optimizer, training: training)
    self.training.loss = plan.loss
    return history
  }

  /// Checks that the model can be judged by examples while it is trained by the plan.
  private func check(_ validation: Examples, _ plan: LossPlan) throws {
    let judged = try LossPlan(plan.loss, model: self, targets: validation.targets)
    guard judged.hasClasses == plan.hasClasses else {
      let kinds = plan.hasClasses ? ("labels", "numbers as targets") : ("numbers as targets", "labels")
      throw ConvNetError.lossMismatch(
        loss: plan.loss.name,
        reason: "the training data have \(kinds.0) and the validation data \(kinds.1); give both the same.")
    }
    try validation.check(inputShape: inputShape, outputShape: outputShape, plan: judged)
  }

  private func weights(of classes: [Int: Double], plan: LossPlan, _ examples: Examples) throws -> [Float] {
    guard !classes.isEmpty else { return [] }
    guard plan.hasClasses, case .classes = examples.targets else {
      throw ConvNetError.needsClasses(what: "classWeights")
    }
    var weights = [Float](repeating: 1, count: plan.classCount)
    for (label, weight) in classes {
      guard weights.indices.contains(label), weight >= 0, weight.isFinite else {
        throw ConvNetError.argument(
          name: "classWeights", value: "\(label): \(weight)",
          rule: "a weight of 0 or more for a class from 0 to \(plan.classCount - 1)")
      }
      weights[label] = Float(weight)
    }
    return weights
  }
}
