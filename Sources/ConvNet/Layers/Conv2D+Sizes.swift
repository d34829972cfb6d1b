// Keras takes a number or a pair for each size. Tuples conform to no protocol, so each combination has an initialiser.

extension Conv2D {
  /// A convolution with a square kernel and the same stride both ways.
  public init(
    _ filters: Int, kernelSize: Int, strides: Int = 1, padding: Padding = .valid,
    dilationRate: Int = 1, groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
      dilationRate: (dilationRate, dilationRate), groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a square kernel, the same stride both ways and dilation `(height, width)`.
  public init(
    _ filters: Int, kernelSize: Int, strides: Int = 1, padding: Padding = .valid,
    dilationRate: (Int, Int), groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
      dilationRate: dilationRate, groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a square kernel, strides `(height, width)` and the same dilation both ways.
  public init(
    _ filters: Int, kernelSize: Int, strides: (Int, Int), padding: Padding = .valid,
    dilationRate: Int = 1, groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: (kernelSize, kernelSize), strides: strides, padding: padding,
      dilationRate: (dilationRate, dilationRate), groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a square kernel, strides and dilation `(height, width)`.
  public init(
    _ filters: Int, kernelSize: Int, strides: (Int, Int), padding: Padding = .valid,
    dilationRate: (Int, Int), groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: (kernelSize, kernelSize), strides: strides, padding: padding,
      dilationRate: dilationRate, groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a kernel `(height, width)` and the same stride both ways.
  public init(
    _ filters: Int, kernelSize: (Int, Int), strides: Int = 1, padding: Padding = .valid,
    dilationRate: Int = 1, groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: kernelSize, strides: (strides, strides), padding: padding,
      dilationRate: (dilationRate, dilationRate), groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a kernel `(height, width)`, the same stride both ways and dilation `(height, width)`.
  public init(
    _ filters: Int, kernelSize: (Int, Int), strides: Int = 1, padding: Padding = .valid,
    dilationRate: (Int, Int), groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: kernelSize, strides: (strides, strides), padding: padding,
      dilationRate: dilationRate, groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a kernel `(height, width)`, strides `(height, width)` and the same dilation both ways.
  public init(
    _ filters: Int, kernelSize: (Int, Int), strides: (Int, Int), padding: Padding = .valid,
    dilationRate: Int = 1, groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: kernelSize, strides: strides, padding: padding,
      dilationRate: (dilationRate, dilationRate), groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }
}
