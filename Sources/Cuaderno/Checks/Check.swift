import LessonEvents

/// Holds a value against the one that a slide prints, number by number; the page shows both, and the exit status of
/// `cuaderno run` counts the misses.
///
/// - Parameters:
///   - name: what the report calls the check.
///   - actual: a number, an array of numbers (of any depth) or a tensor.
///   - expected: what it should be, of the same shape.
///   - tolerance: the greatest distance that passes. NaN never passes.
///   - data: the data set (or part of one) that the value was computed from: drawn by the engine or a part only, the
///     check reads "not comparable" and counts neither way. So does every check behind a training that was cut short
///     (`cuaderno check`), with data or without.
///   - source: where the expected value stands, such as a slide's title.
///   - line: the line of the lesson, which the compiler fills in.
public func check(
  _ name: String, _ actual: some Checkable, near expected: some Checkable, tolerance: Double,
  on data: (any ComparableData)? = nil, source: String = "", line: Int = #line
) {
  let result = CheckResult(
    name, actual, expected, tolerance: tolerance, on: data, source: source, line: line,
    oneBatch: LessonProgram.context?.oneBatch ?? false,
    isCutShort: LessonProgram.isCutShort.load(ordering: .relaxed))
  LessonProgram.emit(.check(result))
}

/// Holds a value against the one that a slide prints, which it should equal: exactly for integers, else within
/// `1e-6 × max(1, the greatest magnitude expected)`, which leaves room for the rounding of 32-bit floats.
///
/// See `check(_:_:near:tolerance:on:source:line:)` for the parameters.
public func check(
  _ name: String, _ actual: some Checkable, equals expected: some Checkable,
  on data: (any ComparableData)? = nil, source: String = "", line: Int = #line
) {
  check(
    name, actual, near: expected, tolerance: CheckResult.equalityTolerance(actual, expected), on: data,
    source: source, line: line)
}

extension CheckResult {
  /// The tolerance of `equals:`: 0 between integers, else 1e-6 relative to the greatest magnitude expected (at least 1).
  package static func equalityTolerance<A: Checkable, E: Checkable>(_ actual: A, _ expected: E) -> Double {
    if A.checkedPrecision == 0, E.checkedPrecision == 0 { return 0 }
    let greatest = expected.checkedValue.flattened.lazy.filter(\.isFinite).map(abs).max() ?? 0
    return 1e-6 * max(1, greatest)
  }

  package init<A: Checkable, E: Checkable>(
    _ name: String, _ actual: A, _ expected: E, tolerance: Double, on data: (any ComparableData)?, source: String,
    line: Int, oneBatch: Bool, isCutShort: Bool = false
  ) {
    let comparison = Comparison(
      actual: actual.checkedValue, expected: expected.checkedValue, tolerance: tolerance,
      precision: max(A.checkedPrecision, E.checkedPrecision))
    let isComparable = data.map { $0.isComparable && !oneBatch } ?? !isCutShort
    self.init(
      name: name, line: line, actual: actual.checkedValue, expected: expected.checkedValue, tolerance: tolerance,
      verdict: !isComparable ? .notComparable : comparison.passes ? .passed : .missed, source: source,
      note: comparison.difference?.message ?? "")
  }
}
