/// The same numbers under another shape, row-major, as Keras's `Reshape`; one length may be -1 and follows from the others.
public struct Reshape: Layer {
  /// The new shape, without the batch; one length may be -1.
  public var targetShape: [Int]
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?

  /// A new shape, without the batch.
  public init(_ targetShape: [Int], name: String? = nil) {
    self.targetShape = targetShape
    self.name = name
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    let count = input.reduce(1, *)
    var shape = targetShape
    let open = shape.indices.filter { shape[$0] == -1 }
    guard !shape.isEmpty, open.count <= 1, let known = Tensor.count(of: shape.filter { $0 != -1 }), known > 0 else {
      throw .reshape(target: targetShape)
    }
    if let axis = open.first { shape[axis] = count / known }
    guard Tensor.count(of: shape) == count else { throw .reshape(target: targetShape) }
    var result = LayerDescription(
      type: "Reshape", baseName: "reshape", name: name, outputShape: shape, operations: [.reshape])
    result.shapeFormula = shape.map(String.init).joined(separator: " × ") + " = \(count)"
    result.explanation = "The same numbers under another shape."
    return result
  }
}
