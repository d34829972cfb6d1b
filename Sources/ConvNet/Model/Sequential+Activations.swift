import KernelInterface

extension Sequential {
  /// Every layer's output for one example, without a batch axis, or for a batch `[batch, …]`, with it.
  ///
  /// - Throws: ``ConvNetError/inputShape(expected:actual:)`` where the input is not of the model's input shape,
  ///   ``ConvNetError/emptyData(what:)`` for a batch of none.
  public func activations(for input: Tensor) throws -> [Tensor] {
    let batch = try batch(input)
    let isSingle = input.shape == inputShape
    let count = batch.shape[0]
    guard count > 0 else { throw ConvNetError.emptyData(what: "examples") }
    let runner = try BatchRunner(
      operations, of: self, source: TensorSource(tensor: batch), capacity: count, isTraining: false,
      keepsEveryLayer: true)
    runner.forward((0..<count).map { $0 }[...], context: runner.context(batch: count, isTraining: false))
    return layers.indices.compactMap { layer in
      guard let stage = operations.lastIndex(where: { $0.layer == layer }) else { return nil }
      let shape = layers[layer].description.outputShape
      let values = UnsafeBufferPointer(start: runner.plan.output(of: stage), count: count * shape.reduce(1, *))
      return Tensor(uncheckedShape: isSingle ? shape : [count] + shape, values: Array(values))
    }
  }
}
