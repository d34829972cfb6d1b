import Foundation

/// Numbers as the report prints them.
package enum NumberText {
  /// A share or a loss with so many decimals: `0.98`; of a loss that has run away only its size: `2.8e+30`.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return special(value) }
    guard abs(value) < 1e9 else { return minus(String(format: "%.3g", value)) }
    return String(format: "%.\(decimals)f", value)
  }

  /// A number as short as can be with at most so many significant digits: `89`, `0.0001`, `1.2e-07`.
  package static func short(_ value: Double, digits: Int = 6) -> String {
    value.isFinite ? minus(plain(value, digits: digits)) : special(value)
  }

  /// The same in the letters that programs read and write, for a terminal: `-0.5`, `nan`.
  package static func plain(_ value: Double, digits: Int = 6) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(format: "%.0f", value == 0 ? 0 : value) }
    return String(format: "%.\(digits)g", value)
  }

  /// The same for a 32-bit float, whose seventh digit is noise.
  package static func short(_ value: Float) -> String { short(Double(value)) }

  /// A number with so many significant digits at most: `0.146`.
  package static func short(_ value: Float, _ digits: Int) -> String {
    guard value.isFinite else { return special(Double(value)) }
    return minus(String(format: "%.\(digits)g", value == 0 ? 0 : Double(value)))
  }

  private static func special(_ value: Double) -> String {
    value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞"
  }

  /// A number that came as text, with a minus sign proper, as wide as a digit.
  package static func signed(_ text: String) -> String { minus(text) }

  /// A text in which each hyphen before a digit becomes a minus sign proper: `−3.83 … 3.71`.
  package static func signs(_ text: String) -> String {
    text.replacing(/(^|[\s\[(])-(\d)/) { "\($0.1)−\($0.2)" }
  }

  private static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }
}

extension NumberText {
  /// A value of a kernel: `1/9` where it is a simple fraction with no short decimal, else as short as can be.
  package static func fraction(_ value: Float) -> String {
    let plain = short((Double(value) * 1e4).rounded() / 1e4)
    guard value.isFinite, value != value.rounded(), plain.count > 5 else { return plain }
    for denominator in 3...81 {
      let numerator = (value * Float(denominator)).rounded()
      guard numerator != 0, abs(value * Float(denominator) - numerator) < 1e-5 else { continue }
      return "\(numerator < 0 ? "−" : "")\(Int(abs(numerator)))/\(denominator)"
    }
    return plain
  }
}
