import Foundation

/// How sure a model is of a class.
enum Confidence {
  /// A score as a probability; `nil` where it is none.
  static func of(_ score: Float) -> Double? {
    (0...1).contains(score) ? Double(score) : nil
  }

  /// `0.91`
  static func text(_ confidence: Double) -> String { String(format: "%.2f", confidence) }
}
