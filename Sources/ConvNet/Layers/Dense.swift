/// A fully connected layer: `[inputs]` to `[units]`, each output a weighted sum of all inputs plus its bias.
///
/// Weights: kernel `[inputs, units]`, then bias `[units]`, as Keras's `Dense`.
public struct Dense: Layer {
  /// Number of outputs.
  public var units: Int
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

  /// A fully connected layer; arguments in Keras's order.
  public init(
    _ units: Int, activation: ActivationFunction = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, name: String? = nil
  ) {
    self.units = units
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
    try requirePositive("units", [units])
    guard input.count == 1 else { throw .needsFlatInput }
    guard let count = Tensor.count(of: [input[0], units]), count < Int(Int32.max) else { throw .tooLarge }
    let geometry = DenseGeometry(inputs: input[0], outputs: units, hasBias: useBias)
    var result = LayerDescription(
      type: "Dense", baseName: "dense", name: name, outputShape: [units], operations: [.dense(geometry)])
    if activation != .linear { result.operations.append(.activation(activation)) }
    result.parameters = [
      ParameterDescription(
        name: "kernel", shape: [input[0], units], initializer: kernelInitializer, fanIn: input[0], fanOut: units,
        regularizer: kernelRegularizer)
    ]
    if useBias {
      result.parameters.append(
        ParameterDescription(
          name: "bias", shape: [units], initializer: biasInitializer, fanIn: units, fanOut: units,
          regularizer: biasRegularizer))
    }
    result.parameterFormula =
      "\(input[0]) × \(units)" + (useBias ? " + \(units)" : "") + " = \(count + (useBias ? units : 0))"
    result.shapeFormula = units == 1 ? "1 unit" : "\(units) units"
    result.explanation = """
      Each unit sums its \(input[0]) weighted \(input[0] == 1 ? "input" : "inputs")\(useBias ? " and its bias" : "")\
      \(activation.clause).
      """
    return result
  }
}
