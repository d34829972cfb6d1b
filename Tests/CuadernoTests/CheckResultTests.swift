import Cuaderno
import LessonEvents
import Testing

@Suite("A check's result")
struct CheckResultTests {
  private struct Data: ComparableData { var isComparable: Bool }

  private func verdict(
    actual: Double, on data: Data?, oneBatch: Bool = false, isCutShort: Bool = false
  ) -> CheckResult.Verdict {
    CheckResult(
      "name", actual, 0.98, tolerance: 0.01, on: data, source: "slide", line: 3, oneBatch: oneBatch,
      isCutShort: isCutShort
    ).verdict
  }

  @Test("a value held against the slide passes or misses on the original data")
  func comparable() {
    #expect(verdict(actual: 0.98, on: Data(isComparable: true)) == .passed)
    #expect(verdict(actual: 0.5, on: Data(isComparable: true)) == .missed)
    #expect(verdict(actual: 0.5, on: nil) == .missed)
  }

  @Test("on drawn data or a part, or after one batch, it is not comparable, whatever the value")
  func notComparable() {
    #expect(verdict(actual: 0.98, on: Data(isComparable: false)) == .notComparable)
    #expect(verdict(actual: 0.5, on: Data(isComparable: false)) == .notComparable)
    #expect(verdict(actual: 0.98, on: Data(isComparable: true), oneBatch: true) == .notComparable)
    #expect(verdict(actual: 0.98, on: nil, oneBatch: true) == .passed)
    #expect(verdict(actual: 0.98, on: nil, oneBatch: true, isCutShort: true) == .notComparable)
  }

  @Test("it carries line, source, both values and the tolerance")
  func fields() {
    let result = CheckResult(
      "Sums", [Float(1), 2], [1, 3], tolerance: 0, on: nil, source: "slide 9", line: 42, oneBatch: false)
    #expect(result.name == "Sums" && result.line == 42 && result.source == "slide 9" && result.tolerance == 0)
    #expect(result.actual == .array([.number(1), .number(2)]))
    #expect(result.expected == .array([.number(1), .number(3)]))
    #expect(result.verdict == .missed && result.note.contains("[1]"))
  }

  @Test("equality is exact between integers and relative to the greatest magnitude otherwise")
  func equalityTolerance() {
    #expect(CheckResult.equalityTolerance(1792, 1792) == 0)
    #expect(CheckResult.equalityTolerance([1, 2], [1, 2]) == 0)
    #expect(CheckResult.equalityTolerance(Float(0.5), 0.5) == 1e-6)
    #expect(CheckResult.equalityTolerance(Float(89), 89) == 89e-6)
    #expect(CheckResult.equalityTolerance([0.5], [-400, .infinity]) == 1e-6 * 400)
  }
}
