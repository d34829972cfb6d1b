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
    var function: String?
  }
  struct ScheduleSpec: Decodable, Sendable {
    var kind: String
    var rate: Double?
    var steps: Int?
    var decay: Double?
    var alpha: Double?
    var staircase: Bool?
    var boundaries: [Int]?
    var values: [Double]?
  }
  struct OptimizerSpec: Decodable, Sendable {
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
    let kernel = kernel ?? [1, 1]
    let window = (kernel[0], kernel.count > 1 ? kernel[1] : kernel[0])
    let strides = strides ?? [1, 1]
    let step = (strides[0], strides.count > 1 ? strides[1] : strides[0])
    let dilation = dilation ?? [1, 1]
    let padding: Padding = self.padding == "same" ? .same : .valid
    switch type {
    case "Conv2D":
      return Conv2D(
        filters ?? 1, kernelSize: window, strides: step, padding: padding,
        dilationRate: (dilation[0], dilation.count > 1 ? dilation[1] : dilation[0]), useBias: bias ?? true)
    case "Conv1D":
      return Conv1D(
        filters ?? 1, kernelSize: kernel[0], strides: strides[0], padding: padding, dilationRate: dilation[0])
    case "DepthwiseConv2D":
      return DepthwiseConv2D(window, strides: step, padding: padding, depthMultiplier: multiplier ?? 1)
    case "MaxPooling2D": return MaxPooling2D(window, strides: step, padding: padding)
    case "AveragePooling2D": return AveragePooling2D(window, strides: step, padding: padding)
    case "MaxPooling1D": return MaxPooling1D(kernel[0], strides: strides[0], padding: padding)
    case "AveragePooling1D": return AveragePooling1D(kernel[0], strides: strides[0], padding: padding)
    case "GlobalAveragePooling2D": return GlobalAveragePooling2D()
    case "GlobalMaxPooling2D": return GlobalMaxPooling2D()
    case "Flatten": return Flatten()
    case "Reshape": return Reshape(shape ?? [])
    case "Dense":
      let penalty: Regularizer? = l1.map { .l1l2(l1: $0, l2: l2 ?? 0) }
      return Dense(units ?? 1, useBias: bias ?? true, kernelRegularizer: penalty)
    case "BatchNormalization": return BatchNormalization(momentum: momentum ?? 0.99)
    case "Activation": return Activation(try activation())
    default: throw GoldenModel.UnknownName(name: type)
    }
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
    let schedule = try schedule?.schedule() ?? learningRate?.schedule
    switch kind {
    case "sgd":
      return .sgd(
        learningRate: schedule ?? 0.01.schedule, momentum: momentum ?? 0, nesterov: nesterov ?? false,
        weightDecay: weightDecay ?? 0, clipNorm: clipnorm, clipValue: clipvalue, globalClipNorm: globalClipnorm)
    case "adam" where schedule == nil: return .adam()
    case "adam":
      return .adam(
        learningRate: schedule ?? 0.001.schedule, beta1: beta1 ?? 0.9, beta2: beta2 ?? 0.999, epsilon: epsilon ?? 1e-7
      )
    case "adamw" where schedule == nil: return .adamW()
    case "adamw": return .adamW(learningRate: schedule ?? 0.001.schedule, weightDecay: weightDecay ?? 0.004)
    case "rmsprop" where schedule == nil: return .rmsprop()
    case "rmsprop":
      return .rmsprop(learningRate: schedule ?? 0.001.schedule, rho: rho ?? 0.9, momentum: momentum ?? 0)
    case "adagrad" where schedule == nil: return .adagrad()
    case "adagrad":
      return .adagrad(
        learningRate: schedule ?? 0.001.schedule, initialAccumulatorValue: initialAccumulatorValue ?? 0.1)
    default: throw GoldenModel.UnknownName(name: kind)
    }
  }
}
