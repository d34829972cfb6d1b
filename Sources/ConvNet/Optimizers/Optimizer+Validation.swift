extension Optimizer {
  /// Checks the hyperparameters.
  ///
  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` for the first that cannot be.
  func validate() throws {
    if let problem = schedule.problem { throw problem }
    switch rule {
    case .sgd(let momentum, _): try Self.require("momentum", momentum, "between 0 and 1") { (0...1).contains($0) }
    case .rmsprop(let rho, let momentum, let epsilon):
      try Self.require("rho", rho, "at least 0 and below 1") { (0..<1).contains($0) }
      try Self.require("momentum", momentum, "between 0 and 1") { (0...1).contains($0) }
      try Self.require("epsilon", epsilon, "more than 0") { $0 > 0 }
    case .adam(let beta1, let beta2, let epsilon):
      try Self.require("beta1", beta1, "at least 0 and below 1") { (0..<1).contains($0) }
      try Self.require("beta2", beta2, "at least 0 and below 1") { (0..<1).contains($0) }
      try Self.require("epsilon", epsilon, "more than 0") { $0 > 0 }
    case .adagrad(let value, let epsilon):
      try Self.require("initialAccumulatorValue", value, "0 or more") { $0 >= 0 }
      try Self.require("epsilon", epsilon, "more than 0") { $0 > 0 }
    }
    try Self.require("weightDecay", weightDecay, "0 or more") { $0 >= 0 }
    for (name, bound) in [
      ("clipNorm", clipping.norm), ("clipValue", clipping.value), ("globalClipNorm", clipping.globalNorm),
    ] {
      if let bound { try Self.require(name, bound, "more than 0") { $0 > 0 } }
    }
  }

  private static func require(_ name: String, _ value: Float, _ rule: String, _ holds: (Float) -> Bool) throws {
    guard value.isFinite, holds(value) else { throw ConvNetError.argument(name: name, value: "\(value)", rule: rule) }
  }
}
