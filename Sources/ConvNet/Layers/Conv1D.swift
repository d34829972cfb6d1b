/// A one-dimensional convolutional layer: `[steps, channels]` to `[steps, filters]`.
///
/// Weights: kernel `[kernel size, channels / groups, filters]`, then bias `[filters]`, as Keras's `Conv1D`.
public struct Conv1D: Layer {
  public var filters: Int
  public var kernelSize: Int
  public var strides: Int
  public var padding: Padding
  public var dilationRate: Int
  public var groups: Int
  public var activation: ActivationFunction
  public var useBias: Bool
  public var kernelInitializer: Initializer
  public var biasInitializer: Initializer
  public var kernelRegularizer: Regularizer?
  public var biasRegularizer: Regularizer?
  public var name: String?

  /// A convolution along one axis; arguments in Keras's order.
  public init(
    _ filters: Int, kernelSize: Int, strides: Int = 1, padding: Padding = .valid, dilationRate: Int = 1,
    groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    self.dilationRate = dilationRate
    self.groups = groups
    self.activation = activation
    self.useBias = useBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
    self.kernelRegularizer = kernelRegularizer
    self.biasRegularizer = biasRegularizer
    self.name = name
  }

  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    guard input.count == 2 else {
      throw .needsInput(axes: "[steps, channels]", hint: "Put Reshape([steps, channels]) before it.")
    }
    let plan = ConvolutionPlan(
      type: "Conv1D", baseName: "conv1d", name: name, filters: filters, kernel: [kernelSize], strides: [strides],
      dilation: [dilationRate], padding: padding, groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer)
    return try plan.describe(input: input)
  }
}
