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
    let numbers = CheckText(thousands: thousands)
    let expected = numbers.text(check.expected)
    var context: [String: Any] = [
      "name": check.name, "expected": expected, "verdict": labels[verdict.word],
      "actual": numbers.text(check.actual, tolerance: check.tolerance), "icon": verdict.icon,
      "verdictClass": verdict.name, "isLong": expected.count > 32,
    ]
    if check.expected.isCut || check.actual.isCut {
      context["isCut"] = true
      context["size"] = numbers.size(of: check.expected)
      context["difference"] = numbers.greatestDifference(check.actual, check.expected)
    }
    if check.tolerance > CheckText.rounding(of: check.expected) {
      context["tolerance"] = NumberText.short(check.tolerance)
    }
    if !check.source.isEmpty { context["source"] = check.source }
    if !check.note.isEmpty { context["note"] = check.note }
    return context
  }
}
