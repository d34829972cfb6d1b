import KernelInterface

/// What the convolutional layers have in common: sizes, parameters and formulas, over one or two spatial axes.
struct ConvolutionPlan {
  var type: String
  var baseName: String
  var name: String?
  var filters: Int
  /// One length a spatial axis.
  var kernel: [Int]
  var strides: [Int]
  var dilation: [Int]
  var padding: Padding
  var groups: Int
  var activation: ActivationFunction
  var useBias: Bool
  var kernelInitializer: Initializer
  var biasInitializer: Initializer
  var kernelRegularizer: Regularizer?
  var biasRegularizer: Regularizer?
  /// For a depthwise layer: filters a channel; its kernel is `[…, channels, multiplier]`.
  var depthMultiplier: Int?

  func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    let channels = input[input.count - 1]
    try requirePositive("filters", [filters])
    try requirePositive("kernelSize", kernel)
    try requirePositive("strides", strides)
    try requirePositive("dilationRate", dilation)
    try requirePositive("groups", [groups])
    guard channels % groups == 0, filters % groups == 0 else {
      throw .groups(groups, channels: channels, filters: filters)
    }
    guard strides.allSatisfy({ $0 == 1 }) || dilation.allSatisfy({ $0 == 1 }) else { throw .stridesWithDilation }
    var axes: [WindowAxis] = []
    for (axis, length) in input.dropLast().enumerated() {
      guard
        let window = WindowAxis(
          input: length, kernel: kernel[axis], stride: strides[axis], dilation: dilation[axis], padding: padding)
      else {
        throw .windowTooLarge(
          window: zip(kernel, dilation).map { WindowAxis.reach(kernel: $0, dilation: $1) ?? .max },
          hint: "Use padding: .same, a smaller kernelSize, or less pooling before it.")
      }
      axes.append(window)
    }
    // The zeros around an image are written out; a kernel that reaches far would ask for more than there is.
    guard let framed = Tensor.count(of: axes.map { $0.before + $0.input + $0.after } + [channels]),
      framed < Int(Int32.max)
    else { throw .tooLarge }
    let outputShape = axes.map(\.output) + [filters]
    let kernelShape = kernel + (depthMultiplier.map { [channels, $0] } ?? [channels / groups, filters])
    guard let kernelCount = Tensor.count(of: kernelShape), kernelCount < Int(Int32.max),
      Tensor.count(of: outputShape).map({ $0 < Int(Int32.max) }) == true
    else { throw .tooLarge }

    var result = LayerDescription(
      type: type, baseName: baseName, name: name, outputShape: outputShape,
      operations: [
        .convolution(ConvolutionShape(axes, channels: channels, filters: filters, groups: groups), hasBias: useBias)
      ])
    if activation != .linear { result.operations.append(.activation(activation)) }

    // Keras counts the fans of a kernel by its last two axes, whatever the groups.
    let positions = kernel.reduce(1, *)
    result.parameters = [
      ParameterDescription(
        name: "kernel", shape: kernelShape, initializer: kernelInitializer,
        fanIn: positions * kernelShape[kernelShape.count - 2], fanOut: positions * kernelShape[kernelShape.count - 1],
        regularizer: kernelRegularizer)
    ]
    if useBias {
      result.parameters.append(
        ParameterDescription(
          name: "bias", shape: [filters], initializer: biasInitializer, fanIn: filters, fanOut: filters,
          regularizer: biasRegularizer))
    }
    let factors = [filters] + kernel + [channels / groups]
    result.parameterFormula =
      factors.map(String.init).joined(separator: " × ")
      + (useBias ? " + \(filters)" : "") + " = \(kernelCount + (useBias ? filters : 0))"
    result.shapeFormula =
      axes.map { sizeFormula($0, padding: padding) }.joined(separator: ", ") + ", \(filters) filters"
    result.explanation = """
      Each filter sums \(kernel.map(String.init).joined(separator: " × ")) × \(channels / groups) products\
      \(useBias ? " and its bias" : "") at every position\(activation.clause).
      """
    return result
  }
}

/// How a size comes about.
func sizeFormula(_ axis: WindowAxis, padding: Padding) -> String {
  switch padding {
  case .same: "⌈\(axis.input) / \(axis.stride)⌉ = \(axis.output)"
  case .valid:
    "⌊(\(axis.input) − \((axis.kernel - 1) * axis.dilation + 1)) / \(axis.stride)⌋ + 1 = \(axis.output)"
  }
}

func requirePositive(_ name: String, _ values: [Int]) throws(LayerProblem) {
  for value in values where value < 1 { throw .notPositive(name: name, value: value) }
}

extension ConvolutionShape {
  /// The geometry along one or two axes; one axis is an image of height 1.
  init(_ axes: [WindowAxis], channels: Int, filters: Int, groups: Int) {
    let (rows, columns) = rowsAndColumns(axes)
    self.init(
      input: (rows.input, columns.input, channels), output: (rows.output, columns.output, filters),
      kernel: (rows.kernel, columns.kernel))
    (strideHeight, strideWidth) = (rows.stride, columns.stride)
    (dilationHeight, dilationWidth) = (rows.dilation, columns.dilation)
    (paddingTop, paddingLeft) = (rows.before, columns.before)
    self.groups = groups
  }
}

/// One axis is read as the columns of an image of one row.
func rowsAndColumns(_ axes: [WindowAxis]) -> (rows: WindowAxis, columns: WindowAxis) {
  axes.count == 1 ? (.single, axes[0]) : (axes[0], axes[1])
}
