/// A function of its own as a layer, as Keras's `Activation`; the shape stays.
public struct Activation: Layer {
  /// What each value goes through.
  public var function: ActivationFunction
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?

  /// An activation such as `.relu`.
  public init(_ function: ActivationFunction, name: String? = nil) {
    self.function = function
    self.name = name
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    var result = LayerDescription(
      type: "Activation", baseName: "activation", name: name, outputShape: input,
      operations: [.activation(function)])
    result.explanation = "Each value through \(function.name)."
    return result
  }
}
