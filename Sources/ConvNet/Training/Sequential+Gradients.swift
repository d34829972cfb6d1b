import KernelInterface

extension Sequential {
  /// Gradients of the mean loss for the trainable weights, in the order and shapes of ``weights`` (without moving
  /// averages), penalties included. Dropout is off; batch normalisation takes the batch's statistics only with `training`.
  ///
  /// - Parameters:
  ///   - images: `[batch, …]`, or one example.
  ///   - labels: The class of each example.
  ///   - loss: What the gradients are of; chosen by the last layer where it is `nil`.
  ///   - training: Whether layers behave as in training: dropout drops, batch normalisation uses the batch.
  /// - Throws: ``ConvNetError`` for examples that do not go with the model.
  public func gradients(
    images: Tensor, labels: [Int], loss: Loss? = nil, training: Bool = false
  ) throws -> [Tensor] {
    try gradients(Examples(features: batch(images), labels: labels), loss: loss, training: training)
  }

  /// Gradients of the mean loss for the trainable weights, for numbers to predict `[batch]` or `[batch, outputs]`.
  ///
  /// - Throws: ``ConvNetError`` for examples that do not go with the model.
  public func gradients(
    images: Tensor, targets: Tensor, loss: Loss? = nil, training: Bool = false
  ) throws -> [Tensor] {
    try gradients(Examples(features: batch(images), targets: targets), loss: loss, training: training)
  }

  /// Gradients of the mean loss for the numbers of the examples themselves, in the shape of `images`: which pixels the loss hangs
  /// on (a saliency map; Simonyan, Vedaldi and Zisserman 2013).
  ///
  /// - Parameters:
  ///   - images: `[batch, …]`, or one example.
  ///   - labels: The class of each example.
  ///   - loss: What the gradients are of; chosen by the last layer where it is `nil`.
  ///   - training: Whether layers behave as in training: dropout drops, batch normalisation uses the batch.
  /// - Throws: ``ConvNetError`` for examples that do not go with the model.
  public func inputGradients(
    images: Tensor, labels: [Int], loss: Loss? = nil, training: Bool = false
  ) throws -> Tensor {
    let examples = try Examples(features: batch(images), labels: labels)
    return try inputGradients(examples, loss, training, shape: images.shape)
  }

  /// Gradients of the mean loss for the numbers of the examples themselves, for numbers to predict `[batch]` or
  /// `[batch, outputs]`.
  ///
  /// - Throws: ``ConvNetError`` for examples that do not go with the model.
  public func inputGradients(
    images: Tensor, targets: Tensor, loss: Loss? = nil, training: Bool = false
  ) throws -> Tensor {
    let examples = try Examples(features: batch(images), targets: targets)
    return try inputGradients(examples, loss, training, shape: images.shape)
  }

  private func inputGradients(
    _ examples: Examples, _ loss: Loss?, _ isTraining: Bool, shape: [Int]
  ) throws -> Tensor {
    let inputs = LargeBuffer(count: examples.count * inputShape.reduce(1, *))
    _ = try passBack(examples, loss, isTraining, inputGradient: inputs.pointer)
    return Tensor(uncheckedShape: shape, values: Array(UnsafeBufferPointer(start: inputs.pointer, count: inputs.count)))
  }

  private func gradients(_ examples: Examples, loss: Loss?, training isTraining: Bool) throws -> [Tensor] {
    let gradients = try passBack(examples, loss, isTraining, inputGradient: nil)
    addPenaltyGradients(to: gradients)
    return layers.flatMap(\.slots).filter(\.isTrainable).map { slot in
      Tensor(
        uncheckedShape: slot.shape,
        values: Array(UnsafeBufferPointer(start: gradients.pointer + slot.offset, count: slot.count)))
    }
  }

  /// Takes the examples through the model and the loss's gradient back, to the weights (without penalties) and, where asked for,
  /// to the examples.
  private func passBack(
    _ examples: Examples, _ loss: Loss?, _ isTraining: Bool, inputGradient: Writing?
  ) throws -> LargeBuffer {
    let plan = try LossPlan(loss, model: self, targets: examples.targets)
    try examples.check(inputShape: inputShape, outputShape: outputShape, plan: plan)
    let runner = try BatchRunner(
      plan.operations, of: self, source: examples.source, capacity: examples.count, isTraining: true,
      givesInputGradient: inputGradient != nil)
    let gradients = LargeBuffer(count: parameters.count)
    let losses = LargeBuffer(count: examples.count)
    let indices = (0..<examples.count).map { $0 }[...]
    // Batch normalisation moves its averages in training; asking for gradients must leave the model as it is.
    let kept = Array(UnsafeBufferPointer(start: state.pointer, count: state.count))
    defer { state.pointer.update(from: kept, count: kept.count) }
    let context = runner.context(batch: examples.count, isTraining: isTraining, gradients: gradients)
    runner.forward(indices, context: context)
    BatchLoss(plan: plan, targets: examples.targets, classWeights: []).compute(
      Reading(runner.plan.output), indices: indices, gradient: runner.plan.outputGradient, losses: losses.pointer,
      kernels: runner.engine.kernels)
    runner.backward(inputGradient: inputGradient, context: context)
    return gradients
  }
}
