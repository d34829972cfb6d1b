import Foundation
import LessonEvents

extension PageBuilder {
  /// A check where it stands.
  func check(_ check: CheckResult) throws(ReportError) -> String {
    try render("check", checkContext(check))
  }

  /// All checks at the end, with their count.
  func checkTable(_ checks: [CheckResult]) throws(ReportError) -> String {
    let notComparable = checks.count { $0.verdict == .notComparable }
    let passed = checks.count { $0.verdict == .passed }
    let count = labels.text(.checkCount, ["n": "\(passed)", "all": "\(checks.count - notComparable)"])
    let aside = notComparable == 0 ? nil : labels.text(.checkCountNotComparable, ["n": "\(notComparable)"])
    return try render("checks", ["checkRows": checks.map(checkContext), "count": count, "aside": aside])
  }

  private func checkContext(_ check: CheckResult) -> [String: Any] {
    let verdict: (word: LabelKey, icon: String, name: String) =
      switch check.verdict {
      case .passed: (.passed, "✓", "passed")
      case .missed: (.missed, "✗", "missed")
      case .notComparable: (.notComparable, "≠", "neutral")
      }
    var context: [String: Any] = [
      "name": check.name, "expected": CheckText.value(check.expected), "verdict": labels[verdict.word],
      "actual": CheckText.value(check.actual, tolerance: check.tolerance), "icon": verdict.icon,
      "verdictClass": verdict.name, "line": check.line,
      "isLong": CheckText.value(check.expected).count > 32,
    ]
    if check.tolerance > CheckText.rounding(of: check.expected) {
      context["tolerance"] = NumberText.short(check.tolerance)
    }
    if !check.source.isEmpty { context["source"] = check.source }
    if !check.note.isEmpty { context["note"] = check.note }
    return context
  }
}

/// The numbers of a check as text.
enum CheckText {
  /// A tolerance that only covers the rounding of 32-bit sums of values so large; it tells a reader nothing.
  static func rounding(of value: CheckResult.Value) -> Double {
    switch value {
    case .number(let number): number.isFinite ? max(abs(number), 1) * 1.000001e-6 : 0
    case .array(let values): values.map(rounding).max() ?? 0
    }
  }

  /// A number, or numbers in brackets; ours are rounded to what the tolerance can tell apart, and two digits more.
  static func value(_ value: CheckResult.Value, tolerance: Double = 0) -> String {
    switch value {
    case .number(let number):
      guard tolerance > 0, number.isFinite, number != number.rounded() else { return NumberText.short(number) }
      let digits = tolerance.exponent < 0 ? Int((-log10(tolerance)).rounded(.up)) + 2 : 2
      let text = NumberText.signed(NumberText.fixed(number, min(max(digits, 2), 9)))
      // Zeros that no tolerance of an author's asks for are noise: 3.75, not 3.75000000.
      guard digits > 6 else { return text }
      let kept = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
      return String(String(kept).reversed())
    case .array(let values):
      return "[" + values.map { self.value($0, tolerance: tolerance) }.joined(separator: ", ") + "]"
    }
  }
}
