extension Conv2D {
  /// A convolution with a square kernel and the same stride both ways; arguments in Keras's order.
  public init(
    _ filters: Int, kernelSize: Int, strides: Int = 1, padding: Padding = .valid, dilationRate: Int = 1,
    groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: (kernelSize, kernelSize), strides: (strides, strides), padding: padding,
      dilationRate: (dilationRate, dilationRate), groups: groups, activation: activation, useBias: useBias,
      kernelInitializer: kernelInitializer, biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, name: name)
  }

  /// A convolution with a square kernel and strides `(height, width)`; arguments in Keras's order.
  public init(
    _ filters: Int, kernelSize: Int, strides: (Int, Int), padding: Padding = .valid, dilationRate: (Int, Int) = (1, 1),
    groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: (kernelSize, kernelSize), strides: strides, padding: padding, dilationRate: dilationRate,
      groups: groups, activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
      biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
      name: name)
  }

  /// A convolution with a kernel `(height, width)` and the same stride both ways; arguments in Keras's order.
  public init(
    _ filters: Int, kernelSize: (Int, Int), strides: Int, padding: Padding = .valid, dilationRate: (Int, Int) = (1, 1),
    groups: Int = 1, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.init(
      filters, kernelSize: kernelSize, strides: (strides, strides), padding: padding, dilationRate: dilationRate,
      groups: groups, activation: activation, useBias: useBias, kernelInitializer: kernelInitializer,
      biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer, biasRegularizer: biasRegularizer,
      name: name)
  }
}
