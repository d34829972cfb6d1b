/// The numbers of one Adam step (Kingma and Ba 2015, algorithm 1, with the rate that folds in both bias corrections, as Keras does).
///
/// w -= rate · m / (√v + epsilon), where m and v are the running means after this step, and before that
/// w -= decay · w (AdamW; 0 for Adam).
public struct AdamStep: Sendable, Hashable {
  /// The learning rate times √(1 - beta2^t) / (1 - beta1^t).
  public var rate: Float
  /// The decay of the gradient's running mean.
  public var beta1: Float
  /// The decay of the squared gradient's running mean.
  public var beta2: Float
  /// The number that keeps the division finite.
  public var epsilon: Float
  /// The learning rate times AdamW's weight decay.
  public var decay: Float

  /// A step whose `rate` already holds the bias corrections.
  public init(rate: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float = 0) {
    self.rate = rate
    self.beta1 = beta1
    self.beta2 = beta2
    self.epsilon = epsilon
    self.decay = decay
  }
}
