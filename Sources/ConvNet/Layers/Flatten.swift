/// All axes as one: `[height, width, channels]` to `[height · width · channels]`, row-major, as Keras's `Flatten`.
public struct Flatten: Layer {
  public var name: String?
  public init(name: String? = nil) { self.name = name }

  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    let count = input.reduce(1, *)
    var result = LayerDescription(
      type: "Flatten", baseName: "flatten", name: name, outputShape: [count], operations: [.reshape])
    result.shapeFormula = input.map(String.init).joined(separator: " × ") + " = \(count)"
    result.explanation = "The same numbers in one row."
    return result
  }
}
