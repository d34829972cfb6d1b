import Cuaderno
import LessonEvents
import Testing

@Suite("A check's verdict")
struct ComparisonTests {
  private static let single = Double(Float.ulpOfOne)

  private func passes(_ actual: Double, _ expected: Double, within tolerance: Double, precision: Double = 0) -> Bool {
    Comparison(actual: .number(actual), expected: .number(expected), tolerance: tolerance, precision: precision).passes
  }

  @Test(
    "numbers pass within the tolerance, its edge included",
    arguments: [
      (0.98, 0.98, 0.0, true), (0.985, 0.98, 0.01, true), (0.99, 0.98, 0.01, true), (0.97, 0.98, 0.01, true),
      (0.9901, 0.98, 0.01, false), (0.9699, 0.98, 0.01, false), (89, 89, 0, true), (89, 90, 0, false),
      (0, -0.0, 0, true),
    ])
  func tolerance(_ actual: Double, _ expected: Double, _ tolerance: Double, _ verdict: Bool) {
    #expect(passes(actual, expected, within: tolerance, precision: .ulpOfOne) == verdict)
  }

  @Test("a 32-bit value on the edge passes as its decimal reading would")
  func edgeOfFloat() {
    let accuracy = Double(Float(0.99))
    #expect(accuracy - 0.98 > 0.01)
    #expect(passes(accuracy, 0.98, within: 0.01, precision: Self.single))
    #expect(!passes(accuracy + 1e-6, 0.98, within: 0.01, precision: Self.single))
  }

  @Test("NaN passes on neither side", arguments: [(Double.nan, 1.0), (1, .nan), (.nan, .nan)])
  func notANumber(_ actual: Double, _ expected: Double) {
    #expect(!passes(actual, expected, within: 1e300, precision: Self.single))
  }

  @Test(
    "an infinity is equal to itself alone",
    arguments: [
      (Double.infinity, Double.infinity, true), (-.infinity, -.infinity, true), (.infinity, -.infinity, false),
      (.infinity, 1, false), (1, .infinity, false),
    ])
  func infinities(_ actual: Double, _ expected: Double, _ verdict: Bool) {
    #expect(passes(actual, expected, within: 1e300, precision: Self.single) == verdict)
  }

  @Test("a tolerance that is no tolerance passes nothing", arguments: [-1e-9, .nan, .infinity])
  func badTolerance(_ tolerance: Double) {
    #expect(!passes(1, 1, within: tolerance))
  }

  @Test(
    "shapes that differ miss, and the difference names both",
    arguments: [
      ([1, 2, 3].checkedValue, [1, 2].checkedValue, [3], [2]),
      ([[1, 2]].checkedValue, [1, 2].checkedValue, [1, 2], [2]),
      (1.checkedValue, [1].checkedValue, [], [1]), ([Int]().checkedValue, [1].checkedValue, [0], [1]),
    ])
  func shapes(_ actual: CheckResult.Value, _ expected: CheckResult.Value, _ got: [Int], _ wanted: [Int]) {
    let comparison = Comparison(actual: actual, expected: expected, tolerance: 1e300, precision: 0)
    #expect(comparison.difference == .shape(actual: got, expected: wanted))
  }

  @Test("rows of different lengths have no shape and miss, even against themselves")
  func ragged() {
    let rows = [[1, 2], [3]].checkedValue
    #expect(Comparison(actual: rows, expected: rows, tolerance: 1, precision: 0).difference == .ragged)
  }

  @Test("the difference names the number furthest off and how many are off")
  func furthest() {
    let comparison = Comparison(
      actual: [[1, 2, 3], [4, 9, 6.5]].checkedValue, expected: [[1, 2, 3], [4, 5, 6]].checkedValue, tolerance: 0.25,
      precision: 0)
    #expect(comparison.difference == .number(at: [1, 1], actual: 9, expected: 5, offCount: 2, count: 6))
    #expect(
      comparison.difference?.message == "2 of 6 values differ; the furthest off, at [1, 1], is 9, not 5")
  }
}
