import ConvNet
import Testing

/// A model of `Golden/models.json` with what Keras makes of it.
struct GoldenModel: Decodable, Sendable, CustomTestStringConvertible {
  struct LayerSpec: Decodable, Sendable {
    var type: String
    var filters: Int?
    var kernel: [Int]?
    var strides: [Int]?
    var dilation: [Int]?
    var padding: String?
    var bias: Bool?
    var multiplier: Int?
    var shape: [Int]?
    var units: Int?
    var l1: Float?
    var l2: Float?
    var momentum: Double?
    var epsilon: Double?
    var scale: Bool?
    var center: Bool?
    var groups: Int?
    var function: String?
  }
  struct ScheduleSpec: Decodable, Sendable, Equatable {
    var kind: String
    var rate: Double?
    var steps: Int?
    var decay: Double?
    var alpha: Double?
    var staircase: Bool?
    var boundaries: [Int]?
    var values: [Double]?
  }
  struct OptimizerSpec: Decodable, Sendable, Equatable {
    var kind: String
    var learningRate: Double?
    var schedule: ScheduleSpec?
    var momentum: Double?
    var nesterov: Bool?
    var beta1: Double?
    var beta2: Double?
    var epsilon: Double?
    var weightDecay: Double?
    var rho: Double?
    var initialAccumulatorValue: Double?
    var clipnorm: Double?
    var clipvalue: Double?
    var globalClipnorm: Double?
  }

  var name: String
  var input: [Int]
  var layers: [LayerSpec]
  var loss: String
  var optimizer: OptimizerSpec
  var weights: [GoldenTensor]
  var x: GoldenTensor
  var labels: [Int]?
  var targets: GoldenTensor?
  var classWeights: [Double]?
  var output: GoldenTensor
  var lossValue: Double
  var gradients: [GoldenTensor]
  var after: [GoldenTensor]

  var testDescription: String { name }
}

extension GoldenModel {
  struct UnknownName: Error { var name: String }

  func model() throws -> Sequential {
    let model = try Sequential(input: input, layers: layers.map { try $0.layer() })
    try model.setWeights(weights.map(\.tensor))
    return model
  }

  var examples: Examples {
    get throws {
      if let labels { return try Examples(features: x.tensor, labels: labels) }
      return try Examples(features: x.tensor, targets: targets?.tensor ?? Tensor([Float]()))
    }
  }

  func lossKind() throws -> Loss {
    guard let kind = Loss.allCases.first(where: { $0.name == loss }) else { throw UnknownName(name: loss) }
    return kind
  }
}

extension GoldenModel.LayerSpec {
  func layer() throws -> any Layer {
    let penalty: Regularizer? = l1.map { .l1l2(l1: $0, l2: l2 ?? 0) }
    switch type {
    case "Conv2D":
      return Conv2D(
        filters ?? 1, kernelSize: pair(kernel), strides: pair(strides), padding: border, dilationRate: pair(dilation),
        groups: groups ?? 1, useBias: bias ?? true, kernelRegularizer: penalty, biasRegularizer: penalty)
    case "Conv1D":
      return Conv1D(
        filters ?? 1, kernelSize: pair(kernel).0, strides: pair(strides).0, padding: border,
        dilationRate: pair(dilation).0, groups: groups ?? 1)
    case "DepthwiseConv2D":
      return DepthwiseConv2D(
        pair(kernel), strides: pair(strides), padding: border, depthMultiplier: multiplier ?? 1,
        dilationRate: pair(dilation), useBias: bias ?? true)
    case "MaxPooling2D": return MaxPooling2D(pair(kernel), strides: pair(strides), padding: border)
    case "MinPooling2D": return MinPooling2D(pair(kernel), strides: pair(strides), padding: border)
    case "AveragePooling2D": return AveragePooling2D(pair(kernel), strides: pair(strides), padding: border)
    case "MaxPooling1D": return MaxPooling1D(pair(kernel).0, strides: pair(strides).0, padding: border)
    case "MinPooling1D": return MinPooling1D(pair(kernel).0, strides: pair(strides).0, padding: border)
    case "AveragePooling1D": return AveragePooling1D(pair(kernel).0, strides: pair(strides).0, padding: border)
    case "GlobalAveragePooling2D": return GlobalAveragePooling2D()
    case "GlobalMaxPooling2D": return GlobalMaxPooling2D()
    case "GlobalAveragePooling1D": return GlobalAveragePooling1D()
    case "GlobalMaxPooling1D": return GlobalMaxPooling1D()
    case "Flatten": return Flatten()
    case "Reshape": return Reshape(shape ?? [])
    case "Dense": return Dense(units ?? 1, useBias: bias ?? true, kernelRegularizer: penalty)
    case "BatchNormalization":
      return BatchNormalization(
        momentum: momentum ?? 0.99, epsilon: epsilon ?? 0.001, center: center ?? true, scale: scale ?? true)
    case "Activation": return Activation(try activation())
    default: throw GoldenModel.UnknownName(name: type)
    }
  }

  private var border: Padding { padding == "same" ? .same : .valid }

  /// One size for both axes, or one each; 1 where the file says nothing.
  private func pair(_ sizes: [Int]?) -> (Int, Int) {
    guard let sizes, let first = sizes.first else { return (1, 1) }
    return (first, sizes.count > 1 ? sizes[1] : first)
  }

  private func activation() throws -> ActivationFunction {
    let all: [ActivationFunction] = [
      .linear, .relu, .leakyRelu(), .sigmoid, .tanh, .elu(), .softplus, .softmax,
    ]
    guard let match = all.first(where: { $0.name == function }) else {
      throw GoldenModel.UnknownName(name: function ?? "")
    }
    return match
  }
}

extension GoldenModel.ScheduleSpec {
  func schedule() throws -> LearningRateSchedule {
    switch kind {
    case "exponential":
      .exponentialDecay(rate ?? 0, decaySteps: steps ?? 1, decayRate: decay ?? 1, staircase: staircase ?? false)
    case "cosine": .cosineDecay(rate ?? 0, decaySteps: steps ?? 1, alpha: alpha ?? 0)
    case "inverse": .inverseTimeDecay(rate ?? 0, decaySteps: steps ?? 1, decayRate: decay ?? 0)
    case "piecewise": .piecewiseConstant(boundaries: boundaries ?? [], values: values ?? [])
    default: throw GoldenModel.UnknownName(name: kind)
    }
  }
}

extension GoldenModel.OptimizerSpec {
  /// The optimiser with the defaults of this module where the file says nothing: so they are held against Keras's.
  func optimizer() throws -> Optimizer {
    let rate = try schedule?.schedule() ?? learningRate?.schedule
    let (decay, norm, bound, whole) = (weightDecay ?? 0, clipnorm, clipvalue, globalClipnorm)
    switch kind {
    case "sgd" where self == .init(kind: kind): return .sgd()
    case "adam" where self == .init(kind: kind): return .adam()
    case "adamw" where self == .init(kind: kind): return .adamW()
    case "rmsprop" where self == .init(kind: kind): return .rmsprop()
    case "adagrad" where self == .init(kind: kind): return .adagrad()
    case "sgd":
      return .sgd(
        learningRate: rate ?? 0.01.schedule, momentum: momentum ?? 0, nesterov: nesterov ?? false, weightDecay: decay,
        clipNorm: norm, clipValue: bound, globalClipNorm: whole)
    case "adam":
      return .adam(
        learningRate: rate ?? 0.001.schedule, beta1: beta1 ?? 0.9, beta2: beta2 ?? 0.999, epsilon: epsilon ?? 1e-7,
        weightDecay: decay, clipNorm: norm, clipValue: bound, globalClipNorm: whole)
    case "adamw":
      return .adamW(
        learningRate: rate ?? 0.001.schedule, weightDecay: weightDecay ?? 0.004, clipNorm: norm, clipValue: bound,
        globalClipNorm: whole)
    case "rmsprop":
      return .rmsprop(
        learningRate: rate ?? 0.001.schedule, rho: rho ?? 0.9, momentum: momentum ?? 0, weightDecay: decay,
        clipNorm: norm, clipValue: bound, globalClipNorm: whole)
    case "adagrad":
      return .adagrad(
        learningRate: rate ?? 0.001.schedule, initialAccumulatorValue: initialAccumulatorValue ?? 0.1,
        weightDecay: decay, clipNorm: norm, clipValue: bound, globalClipNorm: whole)
    default: throw GoldenModel.UnknownName(name: kind)
    }
  }
}
