import Foundation
import LessonEvents

extension LessonProgram {
  /// The sentence for an error that a cell threw.
  static func errorMessage(_ error: any Error) -> String {
    if let localized = error as? any LocalizedError, let description = localized.errorDescription {
      return description
    }
    // Foundation's own errors (CocoaError and the like) describe themselves only this way on Linux.
    if error is CocoaError || type(of: error) is NSError.Type { return error.localizedDescription }
    return String(describing: error)
  }

  /// How a value stands in running text: floating-point numbers with up to six significant digits, of an optional what stands
  /// inside.
  package static func inlineText<T>(_ value: T) -> InlineText {
    guard let value = Optionals.unwrapped(value) else { return InlineText("nil") }
    return switch value {
    case let number as Double: InlineText(String(format: "%.6g", number), isNumber: true)
    case let number as Float: InlineText(String(format: "%.6g", Double(number)), isNumber: true)
    case is any BinaryInteger: InlineText(String(describing: value), isNumber: true)
    default: InlineText(String(describing: value))
    }
  }
}

extension CellOutput {
  /// What a program without a runner prints in place of the output.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .table(let table): ([table.header] + table.rows).map { $0.joined(separator: "\t") }.joined(separator: "\n")
    case .check(let check): "\(check.name): \(check.verdict.rawValue)"
    case .captioned(let output, let caption?, _): "\(caption)\n\(output.plainText)"
    case .captioned(let output, nil, _): output.plainText
    default: "\(self)"
    }
  }
}
