/// A convolution of each channel by itself: `[height, width, channels]` to `[height, width, channels · multiplier]`.
///
/// Weights: kernel `[kernel height, kernel width, channels, multiplier]`, then bias `[channels · multiplier]`, as
/// Keras's `DepthwiseConv2D`; output channel `c · multiplier + m` comes from input channel `c`.
public struct DepthwiseConv2D: Layer {
  /// `(height, width)`
  public var kernelSize: (Int, Int)
  /// `(height, width)`
  public var strides: (Int, Int)
  /// What stands around the edges.
  public var padding: Padding
  /// Filters a channel.
  public var depthMultiplier: Int
  /// `(height, width)`
  public var dilationRate: (Int, Int)
  /// What the sums go through.
  public var activation: ActivationFunction
  /// Whether there is a bias.
  public var useBias: Bool
  /// How the kernel starts.
  public var depthwiseInitializer: Initializer
  /// How the bias starts.
  public var biasInitializer: Initializer
  /// Penalty on the kernel; `nil` for none.
  public var depthwiseRegularizer: Regularizer?
  /// Penalty on the bias; `nil` for none.
  public var biasRegularizer: Regularizer?
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?

  /// A depthwise convolution with kernel, strides and dilation `(height, width)`; arguments in Keras's order.
  public init(
    _ kernelSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: (Int, Int), activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    self.depthMultiplier = depthMultiplier
    self.dilationRate = dilationRate
    self.activation = activation
    self.useBias = useBias
    self.depthwiseInitializer = depthwiseInitializer
    self.biasInitializer = biasInitializer
    self.depthwiseRegularizer = depthwiseRegularizer
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
    try requirePositive("depthMultiplier", [depthMultiplier])
    let (filters, overflow) = input[2].multipliedReportingOverflow(by: depthMultiplier)
    guard !overflow else { throw .tooLarge }
    let plan = ConvolutionPlan(
      type: "DepthwiseConv2D", baseName: "depthwise_conv2d", name: name, filters: filters,
      kernel: [kernelSize.0, kernelSize.1], strides: [strides.0, strides.1],
      dilation: [dilationRate.0, dilationRate.1], padding: padding, groups: input[2], activation: activation,
      useBias: useBias, kernelInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      kernelRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, depthMultiplier: depthMultiplier)
    return try plan.describe(input: input)
  }
}
