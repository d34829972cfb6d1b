import LessonEvents

/// Two values held against each other, number by number.
///
/// A number passes when it is at most `tolerance` from the one expected, give or take the rounding of its type (two
/// units in the last place), so that 0.99 is within 0.01 of 0.98. The same infinity passes, NaN never does. A tolerance
/// that is negative or not finite passes nothing.
package struct Comparison: Sendable, Equatable {
  /// Why a comparison missed.
  package enum Difference: Sendable, Equatable {
    /// The number furthest off, by its indices (empty for a single number), of so many that are off.
    case number(at: [Int], actual: Double, expected: Double, offCount: Int, count: Int)
    case shape(actual: [Int], expected: [Int])
    /// One side is nested unevenly, so it has no shape.
    case ragged
    case tolerance(Double)
  }

  /// `nil` where the values agree.
  package let difference: Difference?

  package var passes: Bool { difference == nil }

  package init(
    actual: CheckResult.Value, expected: CheckResult.Value, tolerance: Double, precision: Double
  ) {
    guard tolerance >= 0, tolerance.isFinite else {
      difference = .tolerance(tolerance)
      return
    }
    guard let actualShape = actual.shape, let expectedShape = expected.shape else {
      difference = .ragged
      return
    }
    guard actualShape == expectedShape else {
      difference = .shape(actual: actualShape, expected: expectedShape)
      return
    }
    difference = Self.furthest(
      actual.flattened, expected.flattened, shape: expectedShape, tolerance: tolerance, precision: precision)
  }

  private static func furthest(
    _ actual: [Double], _ expected: [Double], shape: [Int], tolerance: Double, precision: Double
  ) -> Difference? {
    var worst: (index: Int, distance: Double)?
    var offCount = 0
    for (index, (a, e)) in zip(actual, expected).enumerated() where a != e {
      let distance = abs(a - e)
      let rounding = 2 * precision * max(abs(a), abs(e))
      // The comparison is false for NaN, which therefore counts as off.
      if rounding.isFinite, distance <= tolerance + rounding { continue }
      offCount += 1
      let far = distance.isNaN ? .infinity : distance
      if worst.map({ far > $0.distance }) ?? true { worst = (index, far) }
    }
    return worst.map {
      .number(
        at: indices(of: $0.index, shape: shape), actual: actual[$0.index], expected: expected[$0.index],
        offCount: offCount, count: actual.count)
    }
  }

  /// Indices along each axis of a place in row-major order.
  private static func indices(of offset: Int, shape: [Int]) -> [Int] {
    var rest = offset
    return shape.reversed().map { size in
      defer { rest /= size }
      return rest % size
    }.reversed()
  }
}
