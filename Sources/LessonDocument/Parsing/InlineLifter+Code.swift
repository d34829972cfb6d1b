/// Code spans, and the inline values among them: `` `{swift} expression` ``.
extension InlineLifter {
  /// How an inline value begins.
  static let valueMark = "`{swift}"

  /// The code span that opens at a byte; it closes with as many backticks, in the same block of prose.
  func codeSpan(at i: Int, in range: Range<Int>) -> Range<Int>? {
    let bytes = source.bytes
    let length = endOfRun(at: i, in: range) - i
    var j = i + length
    while j < range.upperBound {
      if bytes[j] == ASCII.newline, startsBlock(lineAt: j + 1, in: range) { return nil }
      if bytes[j] == ASCII.backtick {
        let end = endOfRun(at: j, in: range)
        if end - j == length { return i..<end }
        j = end
      } else {
        j += 1
      }
    }
    return nil
  }

  /// What is lifted of a code span: an inline value, one shown by doubled braces, or any (`liftsAll`).
  func codePiece(_ span: Range<Int>, liftsAll: Bool) -> (piece: Lifted, end: Int)? {
    let length = endOfRun(at: span.lowerBound, in: span) - span.lowerBound
    let inside = span.lowerBound + length..<span.upperBound - length
    let lines = lines(in: inside, startingAt: span.lowerBound)
    let text = (lines.prefix(1) + lines.dropFirst().map { $0.drop { $0 == " " || $0 == "\t" } }).joined(separator: " ")
    if text.hasPrefix("{{swift}} ") {
      return (made(.code("{swift} " + text.dropFirst("{{swift}} ".count)), span), span.upperBound)
    }
    if let value = inlineValue(text, at: inside.lowerBound) {
      return (made(.value(expression: value.expression, location: value.location), span), span.upperBound)
    }
    return liftsAll ? (made(.code(InlineLifter.spanText(text)), span), span.upperBound) : nil
  }

  private func inlineValue(_ text: String, at offset: Int) -> (expression: String, location: SourceLocation)? {
    let prefix = "{swift} "
    guard text.hasPrefix(prefix) else { return nil }
    let padding = text.dropFirst(prefix.count).prefix { $0 == " " }.count
    let expression = text.trimmingWhitespace().dropFirst(prefix.count).drop { $0 == " " }
    guard !expression.isEmpty else { return nil }
    return (String(expression), source.location(ofByte: offset + prefix.utf8.count + padding))
  }

  /// One space on both sides belongs to the backticks: <https://spec.commonmark.org/0.30/#code-spans>.
  private static func spanText(_ text: String) -> String {
    guard text.hasPrefix(" "), text.hasSuffix(" "), text.contains(where: { $0 != " " }) else { return text }
    return String(text.dropFirst().dropLast())
  }
}
