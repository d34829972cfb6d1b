/// A number of a slide held against ours.
public struct CheckResult: Codable, Sendable, Equatable {
  /// How a check came out.
  public enum Verdict: String, Codable, Sendable {
    /// The numbers agree within the tolerance.
    case passed
    /// They do not.
    case missed
    /// The data are not the slide's (drawn by the engine, or a part): it counts neither way.
    case notComparable
  }

  /// One number or an array of any depth.
  public indirect enum Value: Codable, Sendable, Equatable {
    /// One number.
    case number(Double)
    /// Numbers, or arrays of them.
    case array([Value])

    /// Reads the value from the form that ``encode(to:)`` writes.
    public init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let special = try? container.decode(String.self) {
        switch special {
        case "nan": self = .number(.nan)
        case "inf": self = .number(.infinity)
        case "-inf": self = .number(-.infinity)
        default:
          throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number: \(special)")
        }
      } else {
        self = .array(try container.decode([Value].self))
      }
    }

    /// JSON has no NaN and no infinity: they are written as the strings `nan`, `inf` and `-inf`.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number) where number.isNaN: try container.encode("nan")
      case .number(let number) where number.isInfinite: try container.encode(number < 0 ? "-inf" : "inf")
      case .number(let number): try container.encode(number)
      case .array(let values): try container.encode(values)
      }
    }
  }

  /// What is checked, as the author calls it.
  public var name: String
  /// Line of the lesson, counted from 1.
  public var line: Int
  /// What the code computed.
  public var actual: Value
  /// What the slide says.
  public var expected: Value
  /// Greatest difference that still holds.
  public var tolerance: Double
  /// How the check came out.
  public var verdict: Verdict
  /// Where the expected number stands: `slide 24`; empty where the author names none.
  public var source: String
  /// What differs, in the lesson's language, where the two numbers do not say it; else empty.
  public var note: String

  /// Puts the parts together.
  public init(
    name: String, line: Int, actual: Value, expected: Value, tolerance: Double, verdict: Verdict, source: String,
    note: String = ""
  ) {
    self.name = name
    self.line = line
    self.actual = actual
    self.expected = expected
    self.tolerance = tolerance
    self.verdict = verdict
    self.source = source
    self.note = note
  }
}
