/// Brings each channel (the last axis) to mean 0 and variance 1 over the batch, then scales and shifts it by what it
/// learns (Ioffe and Szegedy 2015; Keras's `BatchNormalization`). Outside training it uses moving averages.
///
/// Weights: gamma, beta, moving mean, moving variance, each `[channels]`.
public struct BatchNormalization: Layer {
  /// Share of the old moving averages that is kept at each batch.
  public var momentum: Double
  /// Added to the variance.
  public var epsilon: Double
  /// Whether there is a beta.
  public var center: Bool
  /// Whether there is a gamma.
  public var scale: Bool
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?

  /// A normalisation with Keras's defaults; arguments in its order.
  public init(
    momentum: Double = 0.99, epsilon: Double = 0.001, center: Bool = true, scale: Bool = true, name: String? = nil
  ) {
    self.momentum = momentum
    self.epsilon = epsilon
    self.center = center
    self.scale = scale
    self.name = name
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    guard (0...1).contains(momentum) else {
      throw .outOfRange(name: "momentum", value: momentum, range: "between 0 and 1")
    }
    guard Float(epsilon) > 0, Float(epsilon).isFinite else {
      throw .outOfRange(name: "epsilon", value: epsilon, range: "more than 0")
    }
    guard let channels = input.last else { throw .needsInput(axes: "with channels", hint: "") }
    let geometry = BatchNormalizationGeometry(
      positions: input.dropLast().reduce(1, *), channels: channels, momentum: Float(momentum),
      epsilon: Float(epsilon), hasScale: scale, hasCenter: center)
    var result = LayerDescription(
      type: "BatchNormalization", baseName: "batch_normalization", name: name, outputShape: input,
      operations: [.batchNormalization(geometry)])
    if scale { result.parameters.append(.init(name: "gamma", shape: [channels], initializer: .ones)) }
    if center { result.parameters.append(.init(name: "beta", shape: [channels], initializer: .zeros)) }
    result.parameters.append(
      .init(name: "moving_mean", shape: [channels], initializer: .zeros, isTrainable: false))
    result.parameters.append(
      .init(name: "moving_variance", shape: [channels], initializer: .ones, isTrainable: false))
    let kinds = result.parameters.count
    result.parameterFormula = "\(kinds) × \(channels) = \(kinds * channels)"
    result.explanation = """
      Each channel minus its mean, over the square root of its variance, times gamma, plus beta; two moving averages \
      a channel are kept for prediction.
      """
    return result
  }
}
