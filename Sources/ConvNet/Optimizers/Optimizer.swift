/// How weights follow their gradients: a rule with its hyperparameters, with Keras's names and defaults.
///
/// Values that cannot be, such as a negative rate, are refused by `fit`.
public struct Optimizer: Sendable, Hashable, Codable {
  /// `adam`, `sgd`, …
  public let name: String
  let rule: UpdateRule
  let schedule: LearningRateSchedule
  /// Share of each weight taken away at a step, times the learning rate (decoupled, Loshchilov and Hutter 2019).
  let weightDecay: Float
  let clipping: GradientClipping

  /// Gradient descent, with momentum (Polyak 1964) and Nesterov's variant: v = momentum · v − rate · g, w += v.
  public static func sgd(
    learningRate: some LearningRate = 0.01, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0,
    clipNorm: Double? = nil, clipValue: Double? = nil, globalClipNorm: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "sgd", rule: .sgd(momentum: Float(momentum), nesterov: nesterov), schedule: learningRate.schedule,
      weightDecay: Float(weightDecay), clipping: .init(clipNorm, clipValue, globalClipNorm))
  }

  /// Steps divided by the running root mean square of the gradient (Tieleman and Hinton 2012).
  public static func rmsprop(
    learningRate: some LearningRate = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7,
    weightDecay: Double = 0, clipNorm: Double? = nil, clipValue: Double? = nil, globalClipNorm: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "rmsprop", rule: .rmsprop(rho: Float(rho), momentum: Float(momentum), epsilon: Float(epsilon)),
      schedule: learningRate.schedule, weightDecay: Float(weightDecay),
      clipping: .init(clipNorm, clipValue, globalClipNorm))
  }

  /// Running means of gradient and squared gradient, corrected for their start at zero (Kingma and Ba 2015).
  public static func adam(
    learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7,
    weightDecay: Double = 0, clipNorm: Double? = nil, clipValue: Double? = nil, globalClipNorm: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adam", rule: .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon)),
      schedule: learningRate.schedule, weightDecay: Float(weightDecay),
      clipping: .init(clipNorm, clipValue, globalClipNorm))
  }

  /// Adam with a weight decay of its own (Loshchilov and Hutter 2019).
  public static func adamW(
    learningRate: some LearningRate = 0.001, weightDecay: Double = 0.004, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, clipNorm: Double? = nil, clipValue: Double? = nil, globalClipNorm: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adamw", rule: .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon)),
      schedule: learningRate.schedule, weightDecay: Float(weightDecay),
      clipping: .init(clipNorm, clipValue, globalClipNorm))
  }

  /// Steps divided by the root of the sum of all squared gradients so far (Duchi et al. 2011).
  public static func adagrad(
    learningRate: some LearningRate = 0.001, initialAccumulatorValue: Double = 0.1, epsilon: Double = 1e-7,
    weightDecay: Double = 0, clipNorm: Double? = nil, clipValue: Double? = nil, globalClipNorm: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adagrad", rule: .adagrad(initialAccumulator: Float(initialAccumulatorValue), epsilon: Float(epsilon)),
      schedule: learningRate.schedule, weightDecay: Float(weightDecay),
      clipping: .init(clipNorm, clipValue, globalClipNorm))
  }
}

/// The formula of an optimiser's step.
enum UpdateRule: Sendable, Hashable, Codable {
  case sgd(momentum: Float, nesterov: Bool)
  case rmsprop(rho: Float, momentum: Float, epsilon: Float)
  case adam(beta1: Float, beta2: Float, epsilon: Float)
  case adagrad(initialAccumulator: Float, epsilon: Float)

  /// Buffers of the size of the parameters that it keeps.
  var slotCount: Int {
    switch self {
    case .sgd(let momentum, _): momentum == 0 ? 0 : 1
    case .rmsprop(_, let momentum, _): momentum == 0 ? 1 : 2
    case .adam: 2
    case .adagrad: 1
    }
  }

  var initialSlotValue: Float {
    if case .adagrad(let value, _) = self { value } else { 0 }
  }
}

/// How large gradients are kept in bounds.
struct GradientClipping: Sendable, Hashable, Codable {
  /// Bound of the Euclidean norm of each weight tensor's gradient.
  var norm: Float?
  /// Bound of the magnitude of each number of a gradient.
  var value: Float?
  /// Bound of the Euclidean norm of all gradients together.
  var globalNorm: Float?

  init(_ norm: Double?, _ value: Double?, _ globalNorm: Double?) {
    self.norm = norm.map { Float($0) }
    self.value = value.map { Float($0) }
    self.globalNorm = globalNorm.map { Float($0) }
  }

  /// Whether a bound needs whole gradients before the first weight moves.
  var needsWholeGradients: Bool { norm != nil || globalNorm != nil }
}
