extension Sequential {
  /// What a layer computes and how its output size and its parameter count come about, in a few lines.
  ///
  /// - Throws: ``ConvNetError/noLayer(index:count:)``.
  public func explain(_ index: Int) throws -> String {
    let layer = try layer(index)
    let description = layer.description
    var lines = ["Layer \(index): \(layer.name) (\(description.type))", description.explanation]
    lines.append("Input: \(layer.inputShape)")
    let shape = description.shapeFormula.isEmpty ? "as the input" : description.shapeFormula
    lines.append("Output: \(description.outputShape), \(shape)")
    let formula = description.parameterFormula
    lines.append("Parameters: \(formula.isEmpty ? "0" : formula)")
    if layer.slots.contains(where: { !$0.isTrainable }) {
      lines.append("Trained of these: \(layer.slots.reduce(0) { $0 + ($1.isTrainable ? $1.count : 0) })")
    }
    return lines.joined(separator: "\n")
  }

  /// What the layer of a name computes, as ``explain(_:)-(Int)`` says it.
  ///
  /// - Throws: ``ConvNetError/noLayerNamed(_:nearest:)``.
  public func explain(_ name: String) throws -> String { try explain(index(of: name)) }
}
