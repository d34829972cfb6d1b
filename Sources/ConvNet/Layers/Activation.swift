/// A function of its own as a layer, as Keras's `Activation`; the shape stays.
public struct Activation: Layer {
  public var function: ActivationFunction
  public var name: String?

  /// An activation such as `.relu`.
  public init(_ function: ActivationFunction, name: String? = nil) {
    self.function = function
    self.name = name
  }

  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    var result = LayerDescription(
      type: "Activation", baseName: "activation", name: name, outputShape: input,
      operations: [.activation(function)])
    result.explanation = "Each value through \(function.name)."
    return result
  }
}
