/// All axes as one: `[height, width, channels]` to `[height · width · channels]`, row-major, as Keras's `Flatten`.
public struct Flatten: Layer {
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?
  /// A layer; without a name it is called by its kind and a number.
  public init(name: String? = nil) { self.name = name }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    let count = input.reduce(1, *)
    var result = LayerDescription(
      type: "Flatten", baseName: "flatten", name: name, outputShape: [count], operations: [.reshape])
    result.shapeFormula = input.map(String.init).joined(separator: " × ") + " = \(count)"
    result.explanation = "The same numbers in one row."
    return result
  }
}
