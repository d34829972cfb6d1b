import LessonEvents
internal import Yams

/// A value of YAML's core schema (<https://yaml.org/spec/1.2.2/#103-core-schema>): `yes` and dates are texts.
enum YAMLScalar: Equatable {
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)

  init?(_ node: Node) {
    guard case .scalar(let scalar) = node else { return nil }
    self.init(scalar.string, isPlain: scalar.style == .plain)
  }

  init(_ text: String, isPlain: Bool) {
    guard isPlain else {
      self = .string(text)
      return
    }
    let isNumber =
      text.contains(where: \.isNumber) && text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.eE".contains($0)) }
    switch text {
    case "true", "True", "TRUE": self = .bool(true)
    case "false", "False", "FALSE": self = .bool(false)
    case _ where isNumber:
      if let value = Int(text) {
        self = .int(value)
      } else if let value = Double(text), value.isFinite {
        self = .double(value)
      } else {
        self = .string(text)
      }
    default: self = .string(text)
    }
  }

  var parameter: ParameterValue {
    switch self {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    }
  }
}
