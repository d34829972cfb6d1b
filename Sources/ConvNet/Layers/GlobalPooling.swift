/// The mean of each channel over the whole image: `[height, width, channels]` to `[channels]`, as in Keras.
public struct GlobalAveragePooling2D: Layer {
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?
  /// A layer; without a name it is called by its kind and a number.
  public init(name: String? = nil) { self.name = name }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    try describeGlobalPooling("GlobalAveragePooling2D", "global_average_pooling2d", .average, 2, name, input)
  }
}

/// The greatest value of each channel over the whole image: `[height, width, channels]` to `[channels]`, as in Keras. Of equals the
/// first takes the gradient, as in PyTorch (Keras shares it among them).
public struct GlobalMaxPooling2D: Layer {
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?
  /// A layer; without a name it is called by its kind and a number.
  public init(name: String? = nil) { self.name = name }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    try describeGlobalPooling("GlobalMaxPooling2D", "global_max_pooling2d", .max, 2, name, input)
  }
}

/// The mean of each channel over all steps: `[steps, channels]` to `[channels]`, as in Keras.
public struct GlobalAveragePooling1D: Layer {
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?
  /// A layer; without a name it is called by its kind and a number.
  public init(name: String? = nil) { self.name = name }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    try describeGlobalPooling("GlobalAveragePooling1D", "global_average_pooling1d", .average, 1, name, input)
  }
}

/// The greatest value of each channel over all steps: `[steps, channels]` to `[channels]`, as in Keras. Of equals the first takes the
/// gradient, as in PyTorch (Keras shares it among them).
public struct GlobalMaxPooling1D: Layer {
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?
  /// A layer; without a name it is called by its kind and a number.
  public init(name: String? = nil) { self.name = name }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    try describeGlobalPooling("GlobalMaxPooling1D", "global_max_pooling1d", .max, 1, name, input)
  }
}

/// A global pooling is a pooling whose one window is the image.
private func describeGlobalPooling(
  _ type: String, _ baseName: String, _ kind: PoolingKind, _ axes: Int, _ name: String?, _ input: [Int]
) throws(LayerProblem) -> LayerDescription {
  guard input.count == axes + 1 else {
    let other = axes == 2 ? 1 : 2
    throw .needsInput(
      axes: axes == 2 ? "[height, width, channels]" : "[steps, channels]",
      hint: input.count == other + 1
        ? "Use \(type.replacing("\(axes)D", with: "\(other)D"))()." : "Put it in place of Flatten().")
  }
  let sizes = Array(input.dropLast())
  let plan = PoolingPlan(type, baseName, kind, sizes, sizes, .valid, name)
  var result = try plan.describe(input: input)
  result.outputShape = [input[axes]]
  result.shapeFormula = "one number a channel: \(input[axes])"
  result.explanation = "The \(kind.explanation) of each channel over all positions; there is nothing to learn."
  return result
}
