/// A function that a layer puts its sums through, with Keras's definitions.
public enum ActivationFunction: Sendable, Hashable {
  /// x
  case linear
  /// max(x, 0)
  case relu
  /// x where positive, else `negativeSlope` · x (Keras's function has 0.2).
  case leakyRelu(negativeSlope: Float = 0.2)
  /// 1 / (1 + e⁻ˣ)
  case sigmoid
  /// Hyperbolic tangent.
  case tanh
  /// x where positive, else `alpha` · (eˣ − 1) (Clevert et al. 2016).
  case elu(alpha: Float = 1)
  /// ln(1 + eˣ)
  case softplus
  /// eˣ over their sum along the last axis.
  case softmax

  /// The end of a sentence about sums that go through it.
  var clause: String { self == .linear ? "" : ", then \(name)" }

  /// Keras's name of it.
  public var name: String {
    switch self {
    case .linear: "linear"
    case .relu: "relu"
    case .leakyRelu: "leaky_relu"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .elu: "elu"
    case .softplus: "softplus"
    case .softmax: "softmax"
    }
  }
}
