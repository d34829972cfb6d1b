extension Sequential {
  /// Judges the model on examples: loss, accuracy with support, confusion matrix; errors and R² for numbers.
  ///
  /// - Parameters:
  ///   - data: Examples `[height, width, channels]` or `[features]` with labels or targets.
  ///   - loss: What is measured; where it is `nil` that of the last `fit`, and before one that which goes with the last layer and
  ///     the data.
  /// - Throws: ``ConvNetError`` for data that do not go with the model.
  public func evaluate(_ data: some TrainingData, loss: Loss? = nil) throws -> Evaluation {
    let examples = data.examples
    let plan = try LossPlan(loss ?? training.loss, model: self, targets: examples.targets)
    try examples.check(inputShape: inputShape, outputShape: outputShape, plan: plan)
    return try Evaluator(self, examples: examples, plan: plan).run()
  }
}
