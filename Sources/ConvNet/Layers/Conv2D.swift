/// A two-dimensional convolutional layer: `[height, width, channels]` to `[height, width, filters]`.
///
/// Weights: kernel `[kernel height, kernel width, channels / groups, filters]`, then bias `[filters]`. It computes the
/// cross-correlation of Keras's `Conv2D`, with TensorFlow's sizes and padding.
public struct Conv2D: Layer {
  /// Number of output channels.
  public var filters: Int
  /// `(height, width)`
  public var kernelSize: (Int, Int)
  /// `(height, width)`
  public var strides: (Int, Int)
  /// What stands around the edges.
  public var padding: Padding
  /// Distance between the taps of the kernel, `(height, width)`.
  public var dilationRate: (Int, Int)
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

  /// A convolution with kernel, strides and dilation `(height, width)`; arguments in Keras's order.
  public init(
    _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid,
    dilationRate: (Int, Int), groups: Int = 1, activation: ActivationFunction = .linear,
    useBias: Bool = true, kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
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
    guard input.count == 3 else {
      throw .needsInput(
        axes: "[height, width, channels]",
        hint: "Put it before Flatten(), or give it an image with Reshape([height, width, channels]).")
    }
    let plan = ConvolutionPlan(
      type: "Conv2D", baseName: "conv2d", name: name, filters: filters, kernel: [kernelSize.0, kernelSize.1],
      strides: [strides.0, strides.1], dilation: [dilationRate.0, dilationRate.1], padding: padding, groups: groups,
      activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
      biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer)
    return try plan.describe(input: input)
  }
}
