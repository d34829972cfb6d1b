import LessonDocument
import LessonEvents
import Names

/// The runs that the parameters of the command line ask of one lesson: the product of all values given.
public struct ParameterSweep: Sendable, Equatable {
  /// One run of the lesson.
  public struct Point: Sendable, Equatable {
    /// What the command line sets, in its order; the defaults apply to the rest.
    public var values: [(name: String, value: ParameterValue)]

    /// Whether all parts are equal; tuples have no equality of their own.
    public static func == (a: Self, b: Self) -> Bool {
      a.values.map(\.name) == b.values.map(\.name) && a.values.map(\.value) == b.values.map(\.value)
    }

    /// The values by name.
    public var dictionary: [String: ParameterValue] {
      Dictionary(values.map { ($0.name, $0.value) }) { $1 }
    }

    /// The folder of the point's report below the lesson's, `epochs=1,filters=16`, as one component; empty where
    /// nothing is swept. What a file name cannot hold is written as in addresses.
    public func folderName(of sweptNames: [String]) -> [String] {
      let parts = values.filter { sweptNames.contains($0.name) }.map { "\($0.name)=\($0.value.text)" }
      let name = parts.joined(separator: ",")
      return name.isEmpty ? [] : [name.replacing("%", with: "%25").replacing("/", with: "%2F")]
    }
  }

  /// One for each run.
  public var points: [Point]
  /// Names of the parameters that take several values.
  public var sweptNames: [String]

  /// The runs of a lesson; assignments to parameters that it does not declare are left aside.
  ///
  /// Throws `ParameterError.wrongType`.
  public init(_ assignments: [ParameterAssignment], for lesson: Lesson) throws(ParameterError) {
    points = [Point(values: [])]
    sweptNames = []
    for assignment in assignments {
      guard let declared = lesson.frontMatter.parameters.first(where: { $0.name == assignment.name }) else { continue }
      let values = try assignment.typedValues(like: declared.value)
      if values.count > 1 { sweptNames.append(assignment.name) }
      points = points.flatMap { point in
        values.map { Point(values: point.values + [(assignment.name, $0)]) }
      }
    }
  }

  /// Checks that some lesson declares each name, and that none is given twice.
  ///
  /// Throws `ParameterError`.
  public static func check(_ assignments: [ParameterAssignment], against lessons: [Lesson]) throws(ParameterError) {
    let known = Set(lessons.flatMap { $0.frontMatter.parameters.map(\.name) })
    var seen: Set<String> = []
    for assignment in assignments {
      guard known.contains(assignment.name) else {
        throw .unknown(
          name: assignment.name, nearest: nearestName(to: assignment.name, among: known), known: known.sorted())
      }
      guard seen.insert(assignment.name).inserted else { throw .repeated(name: assignment.name) }
    }
  }
}

extension ParameterValue {
  /// The value as the command line takes it.
  public var text: String {
    switch self {
    case .bool(let value): String(value)
    case .int(let value): String(value)
    case .double(let value): String(value)
    case .string(let value): value
    }
  }
}
