/// A JSON value whose objects keep the order in which they were written.
indirect enum JSONText {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONText])
  case object(KeyValuePairs<String, JSONText>)
  case fields([(String, JSONText)])

  /// The text, two spaces deeper a level; arrays of plain values stand on one line.
  func text(indent: String = "") -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): Self.number(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): Self.array(values, indent: indent)
    case .object(let pairs): Self.object(pairs.map { ($0.key, $0.value) }, indent: indent)
    case .fields(let pairs): Self.object(pairs, indent: indent)
    }
  }

  private var isPlain: Bool {
    switch self {
    case .null, .bool, .int, .double, .string: true
    case .array(let values): values.allSatisfy(\.isPlain)
    case .object, .fields: false
    }
  }

  private static func array(_ values: [JSONText], indent: String) -> String {
    if values.allSatisfy(\.isPlain) { return "[" + values.map { $0.text() }.joined(separator: ", ") + "]" }
    let inner = indent + "  "
    return "[\n" + values.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
  }

  private static func object(_ pairs: [(String, JSONText)], indent: String) -> String {
    if pairs.isEmpty { return "{}" }
    let inner = indent + "  "
    let lines = pairs.map { "\(inner)\(quoted($0.0)): \($0.1.text(indent: inner))" }
    return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
  }

  /// JSON has no NaN and no infinity: they are the strings `nan`, `inf` and `-inf`, as in the values of checks.
  private static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "\"nan\"" : value < 0 ? "\"-inf\"" : "\"inf\"" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return value.description
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 32 || scalar.value == 127:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
