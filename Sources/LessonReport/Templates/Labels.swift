import Folders
import Foundation

/// The words of the report in one language, from `templates/labels/<language>.json`.
package struct Labels: Sendable {
  package let language: String
  package let texts: [String: String]

  /// Reads the files of one language; a later file overrides an earlier one key by key.
  package init(language: String, files: [URL]) throws(ReportError) {
    var texts: [String: String] = [:]
    for file in files {
      do {
        let read = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        texts.merge(read) { _, new in new }
      } catch {
        throw .labelsInvalid(file: TemplateLibrary.path(of: file), reason: Self.reason(error))
      }
    }
    let missing = LabelKey.allCases.map(\.rawValue).filter { texts[$0] == nil }
    guard missing.isEmpty else {
      let file = files.first.map { TemplateLibrary.path(of: $0) } ?? "\(language).json"
      throw .labelsIncomplete(file: file, keys: missing)
    }
    self.language = language
    self.texts = texts
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      context.codingPath.last.map { "the value of \"\($0.stringValue)\" is no string" } ?? "this is no object"
    case DecodingError.dataCorrupted: "this is no JSON; see to commas, quotes and braces"
    default: Reason.of(error)
    }
  }

  /// How the language sets long numbers.
  package var thousands: Thousands { Thousands(mark: self[.thousands]) }

  /// The text of a key.
  package subscript(_ key: LabelKey) -> String {
    texts[key.rawValue, default: key.rawValue]
  }

  /// The text of a key with its place-holders `{name}` filled in.
  package func text(_ key: LabelKey, _ values: KeyValuePairs<String, String>) -> String {
    var text = self[key]
    for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
    return text
  }
}
