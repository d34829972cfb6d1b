extension Sequential {
  /// All weights in Keras's order: layer by layer, kernel `[height, width, in, out]` or `[in, out]`, then bias `[out]`;
  /// for BatchNormalization gamma, beta, moving mean, moving variance.
  public var weights: [Tensor] { layers.flatMap(\.slots).map(tensor) }

  /// Names of ``weights``, in the same order: `conv2d_1.kernel`, `conv2d_1.bias`, …
  public var weightNames: [String] { layers.flatMap(\.slots).map(\.name) }

  /// The weights of one layer, in Keras's order.
  ///
  /// - Throws: ``ConvNetError/noLayer(index:count:)``.
  public func weights(ofLayer index: Int) throws -> [Tensor] { try layer(index).slots.map(tensor) }

  /// Replaces all weights, in the order and shapes of ``weights``.
  ///
  /// - Throws: ``ConvNetError/weightCount(layer:expected:actual:)``, ``ConvNetError/weightShape(name:expected:actual:)``; the
  ///   model is unchanged then.
  public func setWeights(_ tensors: [Tensor]) throws {
    try set(tensors, at: layers.flatMap(\.slots), ofLayer: nil)
  }

  /// Replaces the weights of one layer, in the order and shapes of ``weights(ofLayer:)``.
  ///
  /// - Throws: ``ConvNetError/noLayer(index:count:)``, ``ConvNetError/weightCount(layer:expected:actual:)``,
  ///   ``ConvNetError/weightShape(name:expected:actual:)``; the model is unchanged then.
  public func setWeights(_ tensors: [Tensor], ofLayer index: Int) throws {
    try set(tensors, at: try layer(index).slots, ofLayer: index)
  }

  private func set(_ tensors: [Tensor], at slots: [ParameterSlot], ofLayer layer: Int?) throws {
    guard tensors.count == slots.count else {
      throw ConvNetError.weightCount(layer: layer, expected: slots.count, actual: tensors.count)
    }
    for (tensor, slot) in zip(tensors, slots) where tensor.shape != slot.shape {
      throw ConvNetError.weightShape(name: slot.name, expected: slot.shape, actual: tensor.shape)
    }
    for (tensor, slot) in zip(tensors, slots) {
      pointer(to: slot).update(from: tensor.values, count: slot.count)
    }
  }

  private func tensor(_ slot: ParameterSlot) -> Tensor {
    Tensor(uncheckedShape: slot.shape, values: Array(UnsafeBufferPointer(start: pointer(to: slot), count: slot.count)))
  }
}
