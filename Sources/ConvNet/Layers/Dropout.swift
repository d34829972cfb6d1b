/// Sets a share of its inputs to zero at random while training, and scales the others by 1 / (1 − rate); it passes
/// everything through otherwise (Srivastava et al. 2014; Keras's `Dropout`).
public struct Dropout: Layer {
  /// Share of the inputs that is dropped, at least 0 and below 1.
  public var rate: Double
  /// The name in the model; `nil` for its kind and a number, `dense_1`.
  public var name: String?

  /// A dropout of `rate`, at least 0 and below 1.
  public init(_ rate: Double, name: String? = nil) {
    self.rate = rate
    self.name = name
  }

  /// The layer behind an input of a shape, without the batch; see ``Layer/describe(input:)``.
  public func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
    guard rate >= 0, Float(rate) < 1 else {
      throw .outOfRange(name: "rate", value: rate, range: "at least 0 and below 1")
    }
    var result = LayerDescription(
      type: "Dropout", baseName: "dropout", name: name, outputShape: input, operations: [.dropout(rate: Float(rate))])
    result.explanation = "While training, each value becomes 0 with probability \(rate); the others grow to make up."
    return result
  }
}
