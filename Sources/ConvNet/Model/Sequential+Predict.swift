import KernelInterface

extension Sequential {
  /// The model's outputs for a batch `[batch, …]`, or for one example: `[batch] + outputShape`.
  ///
  /// - Throws: ``ConvNetError/inputShape(expected:actual:)`` where the examples are not of the model's input shape.
  public func predict(_ inputs: Tensor) throws -> Tensor {
    let batch = try batch(inputs)
    return try predict(TensorSource(tensor: batch))
  }

  /// The model's outputs for the examples of a data set: `[examples] + outputShape`.
  ///
  /// - Throws: ``ConvNetError/inputShape(expected:actual:)`` where the examples are not of the model's input shape.
  public func predict(_ data: some TrainingData) throws -> Tensor {
    let source = data.examples.source
    guard source.exampleShape == inputShape else {
      throw ConvNetError.inputShape(expected: inputShape, actual: [source.count] + source.exampleShape)
    }
    return try predict(source)
  }

  private func predict(_ source: any ExampleSource) throws -> Tensor {
    let outputCount = outputShape.reduce(1, *)
    let capacity = max(1, min(128, source.count))
    let runner = try BatchRunner(operations, of: self, source: source, capacity: capacity, isTraining: false)
    var values: [Float] = []
    values.reserveCapacity(source.count * outputCount)
    let order = Array(0..<source.count)
    for start in stride(from: 0, to: source.count, by: capacity) {
      let indices = order[start..<min(start + capacity, order.count)]
      runner.forward(indices, context: runner.context(batch: indices.count, isTraining: false))
      values += UnsafeBufferPointer(start: runner.plan.output, count: indices.count * outputCount)
    }
    return Tensor(uncheckedShape: [source.count] + outputShape, values: values)
  }

  /// A batch as it is, or one example as a batch of one.
  func batch(_ inputs: Tensor) throws -> Tensor {
    if inputs.shape == inputShape { return Tensor(uncheckedShape: [1] + inputShape, values: inputs.values) }
    guard inputs.rank == inputShape.count + 1, Array(inputs.shape.dropFirst()) == inputShape else {
      throw ConvNetError.inputShape(expected: inputShape, actual: inputs.shape)
    }
    return inputs
  }
}
