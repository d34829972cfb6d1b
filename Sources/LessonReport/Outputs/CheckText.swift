import Foundation
import LessonEvents

/// The numbers of a check as text.
struct CheckText {
  let thousands: Thousands

  /// A tolerance that only covers the rounding of 32-bit sums of values so large; it tells a reader nothing.
  static func rounding(of value: CheckResult.Value) -> Double {
    switch value {
    case .number(let number): number.isFinite ? max(abs(number), 1) * 1.000001e-6 : 0
    case .array(let values): values.map(rounding).max() ?? 0
    }
  }

  /// A number, or numbers in brackets, of many only the first and the last; ours are rounded to what the tolerance can
  /// tell apart, and two digits more.
  func text(_ value: CheckResult.Value, tolerance: Double = 0) -> String {
    if case .number(let number) = value { return thousands.grouped(Self.number(number, tolerance: tolerance)) }
    guard value.isCut else { return Self.nested(value, tolerance: tolerance) }
    let numbers = value.flattened
    let ends = [numbers.prefix(6), numbers.suffix(2)].map { part in
      part.map { Self.number($0, tolerance: tolerance) }.joined(separator: ", ")
    }
    return "[\(ends[0]), …, \(ends[1])]"
  }

  /// `784 (28 × 28)`: how many numbers, and along which axes.
  func size(of value: CheckResult.Value) -> String {
    let count = thousands.grouped(value.flattened.count)
    guard let shape = value.shape, shape.count > 1 else { return count }
    return "\(count) (\(shape.map(String.init).joined(separator: " × ")))"
  }

  /// How far the two are apart where they are furthest, and where that is; `nil` for values of different shapes.
  func greatestDifference(_ actual: CheckResult.Value, _ expected: CheckResult.Value) -> String? {
    guard let shape = actual.shape, shape == expected.shape else { return nil }
    var greatest = (distance: 0.0, index: 0)
    for (i, (a, e)) in zip(actual.flattened, expected.flattened).enumerated() where a != e {
      let distance = abs(a - e)
      // Nothing is further off than what is no number.
      if distance.isNaN || distance > greatest.distance { greatest = (distance, i) }
      if distance.isNaN { break }
    }
    let text = greatest.distance.isNaN ? "NaN" : String(format: "%.2g", greatest.distance)
    if greatest.distance == 0 { return text }
    var rest = greatest.index
    let indices = shape.reversed().map { size in
      defer { rest /= size }
      return rest % size
    }
    return "\(text) [\(indices.reversed().map(String.init).joined(separator: ", "))]"
  }

  private static func nested(_ value: CheckResult.Value, tolerance: Double) -> String {
    switch value {
    case .number(let number): Self.number(number, tolerance: tolerance)
    case .array(let values): "[" + values.map { nested($0, tolerance: tolerance) }.joined(separator: ", ") + "]"
    }
  }

  private static func number(_ number: Double, tolerance: Double) -> String {
    guard tolerance > 0, number.isFinite, number != number.rounded() else { return NumberText.short(number) }
    let digits = tolerance.exponent < 0 ? Int((-log10(tolerance)).rounded(.up)) + 2 : 2
    let fixed = NumberText.fixed(number, min(max(digits, 2), 9))
    // So few digits may show nothing of a small number, or no difference that counts.
    guard let shown = Double(fixed), shown != 0 else { return NumberText.short(number) }
    guard abs(shown - number) <= tolerance else { return NumberText.signed("\(number)") }
    let text = NumberText.signed(fixed)
    // Zeros that no tolerance of an author's asks for are noise: 3.75, not 3.75000000.
    guard digits > 6 else { return text }
    let kept = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(String(kept).reversed())
  }
}

extension CheckResult.Value {
  /// Whether there are more numbers than a page shows: more than 6 × 6.
  var isCut: Bool { flattened.count > 36 }
}
