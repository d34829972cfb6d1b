extension Sequential {
  /// A model with the layers, the seed and the weights of another, untrained otherwise.
  public convenience init(copyOf other: Sequential) throws {
    try self.init(input: other.inputShape, seed: other.seed, layers: other.definition)
    try setWeights(other.weights)
  }
}
