import Mustache

/// How templates escape values: byte by byte, as a browser reads them. Mustache's own way goes by characters, and lets a `<`
/// pass that is one character with the sign before or after it.
struct HTMLContent: MustacheContentType {
  /// The line that says so, above each template: where one includes another, Mustache begins with its own way again.
  static let setting = "{{% CONTENT_TYPE: HTML}}\n"

  /// Puts it in the place of Mustache's own.
  static func register() { MustacheContentTypes.register(HTMLContent(), named: "HTML") }

  func escapeText(_ text: String) -> String { HTMLText.escaped(text) }
}
