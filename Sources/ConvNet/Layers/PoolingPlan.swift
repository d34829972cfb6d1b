import KernelInterface

/// What the pooling layers have in common: sizes and formulas, over one or two spatial axes.
struct PoolingPlan: Sendable {
  var type: String
  var baseName: String
  var kind: PoolingKind
  /// One length a spatial axis.
  var pool: [Int]
  var strides: [Int]
  var padding: Padding
  var name: String?

  /// A pooling over two axes.
  init(
    _ type: String, _ baseName: String, _ kind: PoolingKind, _ pool: (Int, Int), _ strides: (Int, Int),
    _ padding: Padding, _ name: String?
  ) {
    self.init(type, baseName, kind, [pool.0, pool.1], [strides.0, strides.1], padding, name)
  }

  init(
    _ type: String, _ baseName: String, _ kind: PoolingKind, _ pool: [Int], _ strides: [Int],
    _ padding: Padding, _ name: String?
  ) {
    self.type = type
    self.baseName = baseName
    self.kind = kind
    self.pool = pool
    self.strides = strides
    self.padding = padding
    self.name = name
  }

  func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    guard input.count == pool.count + 1 else {
      throw .needsInput(
        axes: pool.count == 2 ? "[height, width, channels]" : "[steps, channels]", hint: "Put it before Flatten().")
    }
    try requirePositive("poolSize", pool)
    try requirePositive("strides", strides)
    var axes: [WindowAxis] = []
    for (axis, length) in input.dropLast().enumerated() {
      guard
        let window = WindowAxis(input: length, kernel: pool[axis], stride: strides[axis], padding: padding)
      else { throw .windowTooLarge(window: pool, hint: "Use a smaller window, or padding: .same.") }
      axes.append(window)
    }
    guard let window = Tensor.count(of: pool), window < Int(Int32.max) else { throw .tooLarge }
    let channels = input[input.count - 1]
    let (rows, columns) = rowsAndColumns(axes)
    var shape = PoolingShape(
      input: (rows.input, columns.input), channels: channels, output: (rows.output, columns.output),
      window: (rows.kernel, columns.kernel), stride: (rows.stride, columns.stride))
    (shape.paddingTop, shape.paddingLeft) = (rows.before, columns.before)
    var result = LayerDescription(
      type: type, baseName: baseName, name: name, outputShape: axes.map(\.output) + [channels],
      operations: [.pooling(kind, shape)])
    result.shapeFormula = axes.map { sizeFormula($0, padding: padding) }.joined(separator: ", ")
    result.explanation = """
      The \(kind.explanation) of each window of \(pool.map(String.init).joined(separator: " × ")), channel by channel; \
      there is nothing to learn.
      """
    return result
  }
}

extension PoolingKind {
  var explanation: String {
    switch self {
    case .max: "greatest value"
    case .min: "least value"
    case .average: "mean"
    }
  }
}
