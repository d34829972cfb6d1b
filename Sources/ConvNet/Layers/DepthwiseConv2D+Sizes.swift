// Keras takes a number or a pair for each size. Tuples conform to no protocol, so each combination has an initialiser.

extension DepthwiseConv2D {
  /// A depthwise convolution with a square kernel and the same stride both ways.
  public init(
    _ kernelSize: Int, strides: Int = 1, padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      (kernelSize, kernelSize), strides: (strides, strides), padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: (dilationRate, dilationRate), activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }

  /// A depthwise convolution with a square kernel, the same stride both ways and dilation `(height, width)`.
  public init(
    _ kernelSize: Int, strides: Int = 1, padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: (Int, Int), activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      (kernelSize, kernelSize), strides: (strides, strides), padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: dilationRate, activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }

  /// A depthwise convolution with a square kernel, strides `(height, width)` and the same dilation both ways.
  public init(
    _ kernelSize: Int, strides: (Int, Int), padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      (kernelSize, kernelSize), strides: strides, padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: (dilationRate, dilationRate), activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }

  /// A depthwise convolution with a square kernel, strides and dilation `(height, width)`.
  public init(
    _ kernelSize: Int, strides: (Int, Int), padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: (Int, Int), activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      (kernelSize, kernelSize), strides: strides, padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: dilationRate, activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }

  /// A depthwise convolution with a kernel `(height, width)` and the same stride both ways.
  public init(
    _ kernelSize: (Int, Int), strides: Int = 1, padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      kernelSize, strides: (strides, strides), padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: (dilationRate, dilationRate), activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }

  /// A depthwise convolution with a kernel `(height, width)`, the same stride both ways and dilation `(height, width)`.
  public init(
    _ kernelSize: (Int, Int), strides: Int = 1, padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: (Int, Int), activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      kernelSize, strides: (strides, strides), padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: dilationRate, activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }

  /// A depthwise convolution with a kernel `(height, width)`, strides `(height, width)` and the same dilation both ways.
  public init(
    _ kernelSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid, depthMultiplier: Int = 1,
    dilationRate: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    depthwiseInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    depthwiseRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      kernelSize, strides: strides, padding: padding, depthMultiplier: depthMultiplier,
      dilationRate: (dilationRate, dilationRate), activation: activation, useBias: useBias,
      depthwiseInitializer: depthwiseInitializer, biasInitializer: biasInitializer,
      depthwiseRegularizer: depthwiseRegularizer, biasRegularizer: biasRegularizer, name: name)
  }
}
