/// A penalty on weights that is added to the loss, with Keras's definitions.
public struct Regularizer: Sendable, Hashable {
  /// Factor of Σ|w|.
  public var l1: Float
  /// Factor of Σw² (its gradient is 2 · l2 · w).
  public var l2: Float

  /// l1 · Σ|w|
  public static func l1(_ factor: Float = 0.01) -> Regularizer { .init(l1: factor, l2: 0) }
  /// l2 · Σw²
  public static func l2(_ factor: Float = 0.01) -> Regularizer { .init(l1: 0, l2: factor) }
  /// l1 · Σ|w| + l2 · Σw²
  public static func l1l2(l1: Float = 0, l2: Float = 0) -> Regularizer { .init(l1: l1, l2: l2) }
}
