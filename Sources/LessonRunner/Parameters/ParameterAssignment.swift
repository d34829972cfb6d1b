import LessonDocument
import LessonEvents

/// `name=value` as the command line gives it; several values, separated by commas, make a sweep.
public struct ParameterAssignment: Sendable, Equatable {
  /// Name of the parameter.
  public var name: String
  /// Its values as they were written.
  public var values: [String]

  /// Throws `ParameterError.malformed` where there is no name or no `=`.
  public init(_ text: String) throws(ParameterError) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { throw .malformed(text) }
    name = String(text[..<sign])
    values = text[text.index(after: sign)...].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// The values, each once, typed by the parameter's default. Text is divided at commas too.
  func typedValues(like pattern: ParameterValue) throws(ParameterError) -> [ParameterValue] {
    var typed: [ParameterValue] = []
    for value in values {
      guard let parameter = ParameterValue(value, like: pattern) else {
        throw .wrongType(name: name, value: value, type: pattern.typeName)
      }
      if !typed.contains(parameter) { typed.append(parameter) }
    }
    return typed
  }
}

/// What is wrong with a parameter on the command line.
public enum ParameterError: Error, Equatable, Sendable {
  /// A `-P` without an equals sign or a name.
  case malformed(String)
  /// A name that none of the lessons declares.
  case unknown(name: String, nearest: String?, known: [String])
  /// A value of another type than the default in the front matter.
  case wrongType(name: String, value: String, type: String)
  /// Two `-P` of one name.
  case repeated(name: String)
}

extension ParameterError: CustomStringConvertible {
  /// The value as text.
  public var description: String {
    switch self {
    case .malformed(let text):
      "'-P \(text)' is not of the form name=value"
    case .unknown(let name, let nearest, let known):
      if let nearest {
        "no lesson has a parameter '\(name)'; did you mean '\(nearest)'?"
      } else if known.isEmpty {
        "no lesson has a parameter '\(name)', nor any other; 'params' in the front matter declares them"
      } else {
        "no lesson has a parameter '\(name)'; there are \(known.joined(separator: ", "))"
      }
    case .wrongType(let name, let value, let type):
      "the parameter '\(name)' takes a value of type \(type), which '\(value)' is not"
    case .repeated(let name):
      "the parameter '\(name)' is given twice; a sweep separates its values by commas: -P \(name)=1,2"
    }
  }
}

extension ParameterValue {
  /// Reads a value of the type of another; `nil` where the text is none.
  init?(_ text: String, like pattern: ParameterValue) {
    switch pattern {
    case .bool:
      guard let value = Bool(text) else { return nil }
      self = .bool(value)
    case .int:
      guard let value = Int(text) else { return nil }
      self = .int(value)
    case .double:
      guard let value = Double(text) else { return nil }
      self = .double(value)
    case .string:
      self = .string(text)
    }
  }
}
