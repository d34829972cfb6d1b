/// A number of any of Swift's types, for tables and checks that take them mixed.
enum Scalar {
  /// The value as a `Double`, or `nil` where it is no number (a `Bool` is none).
  static func number(_ value: Any) -> Double? {
    switch value {
    case let value as Int: Double(value)
    case let value as Double: value
    case let value as Float: Double(value)
    case let value as any BinaryInteger: Double(value)
    case let value as any BinaryFloatingPoint: Double(value)
    default: nil
    }
  }
}
