/// An inline value of the prose as text.
public struct InlineText: Codable, Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text as Swift prints it.
  public var text: String
  /// Whether it came from a number, which the report sets in the manner of the language; text is left as it is.
  public var isNumber: Bool

  /// Puts the parts together.
  public init(_ text: String, isNumber: Bool = false) {
    self.text = text
    self.isNumber = isNumber
  }

  /// Text that is no number.
  public init(stringLiteral text: String) { self.init(text) }
}
