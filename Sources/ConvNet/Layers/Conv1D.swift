/// A one-dimensional convolutional layer: `[steps, channels]` to `[steps, filters]`.
///
/// Weights: kernel `[kernel size, channels / groups, filters]`, then bias `[filters]`, as Keras's `Conv1D`.
public struct Conv1D: Layer {
  /// Number of output channels.
  public var filters: Int
  /// Length of the kernel.
  public var kernelSize: Int
  /// Steps between neighbouring outputs.
  public var strides: Int
  /// What stands around the edges.
  public var padding: Padding
  /// Distance between the taps of the kernel.
  public var dilationRate: Int
  /// Parts into which channels and filters are divided, each convolved by itself.
  public var groups: Int
  /// What the sums go through.
  public var activation: ActivationFunction
  /// Whether there is a bias.
  public var useBias: Bool
  /// How the kernel starts.
  public var kernelInitializer: Initializer
  /// How the bias starts.
  public var biasInitializer: Initializer
  /// Penalty on the kernel; `nil` for none.
  public var kernelRegularizer: Regularizer?
  /// Penalty on the bias; `nil` for none.
  public var biasRegularizer: Regularizer?
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
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

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
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
