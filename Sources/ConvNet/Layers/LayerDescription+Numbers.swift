extension LayerDescription {
  /// Checks the numbers of activations, initialisers and penalties, which all layers take alike.
  func checkNumbers() throws(LayerProblem) {
    for operation in operations {
      guard case .activation(let function) = operation else { continue }
      switch function {
      case .leakyRelu(let slope): try requireFinite("negativeSlope", slope)
      case .elu(let alpha): try requireFinite("alpha", alpha)
      default: break
      }
    }
    for parameter in parameters {
      if case .constant(let value) = parameter.initializer {
        try requireFinite("the constant of \(parameter.name)", value)
      }
      guard let penalty = parameter.regularizer else { continue }
      for (name, factor) in [("l1", penalty.l1), ("l2", penalty.l2)] where !(factor >= 0 && factor.isFinite) {
        throw .outOfRange(
          name: "\(name) of the penalty on \(parameter.name)", value: Double(factor),
          range: "a finite number of 0 or more")
      }
    }
  }

  private func requireFinite(_ name: String, _ value: Float) throws(LayerProblem) {
    guard value.isFinite else { throw .outOfRange(name: name, value: Double(value), range: "a finite number") }
  }
}
