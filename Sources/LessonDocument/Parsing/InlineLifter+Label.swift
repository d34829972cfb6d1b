/// References (`@fig-x`) and the labels in braces that they name (`{#sec-x}`).
extension InlineLifter {
  /// What references start with, as in Quarto: <https://quarto.org/docs/authoring/cross-references.html>.
  static let referencePrefixes = ["fig-", "tbl-", "eq-", "sec-"]

  func reference(at i: Int, in range: Range<Int>) -> (piece: Lifted, end: Int)? {
    let bytes = source.bytes
    if i > range.lowerBound, ASCII.isLabelCharacter(bytes[i - 1]), !isAfterPunctuation(i) { return nil }
    let rest = bytes[(i + 1)..<range.upperBound]
    guard InlineLifter.referencePrefixes.contains(where: { rest.starts(with: $0.utf8) }) else { return nil }
    let word = String(
      decoding: rest.prefix { ASCII.isLabelCharacter($0) || $0 == ASCII.colon || $0 == UInt8(ascii: ".") },
      as: UTF8.self)
    var label = String(
      String.UnicodeScalarView(word.unicodeScalars.prefix { isLabelScalar($0) || $0 == "." || $0 == ":" }))
    while let last = label.last, ".:-_".contains(last) { label.removeLast() }
    guard !InlineLifter.referencePrefixes.contains(label + "-") else { return nil }
    let end = i + 1 + label.utf8.count
    return (made(.reference(label: label), i..<end), end)
  }

  /// A label in braces at the end of a line, where a heading has its label.
  func headingLabel(at i: Int, in range: Range<Int>) -> (name: String, end: Int)? {
    guard let label = bracedLabel(at: i, in: range) else { return nil }
    let next = source.bytes[label.end..<range.upperBound].first { !ASCII.isBlank($0) }
    return next == nil || next == ASCII.newline ? label : nil
  }

  /// `{#label}`; another brace ends what cannot be one, so that no stretch of a line is read twice.
  func bracedLabel(at i: Int, in range: Range<Int>) -> (name: String, end: Int)? {
    let bytes = source.bytes
    guard i + 1 < range.upperBound, bytes[i] == ASCII.leftBrace, bytes[i + 1] == ASCII.hash else { return nil }
    let name = bytes[(i + 2)..<range.upperBound].prefix {
      $0 != ASCII.rightBrace && $0 != ASCII.leftBrace && $0 != ASCII.newline
    }
    guard name.endIndex < range.upperBound, bytes[name.endIndex] == ASCII.rightBrace else { return nil }
    return (String(decoding: name, as: UTF8.self), name.endIndex + 1)
  }

  /// Whether the character before a byte is beyond ASCII and no letter: `«@fig-x»`.
  private func isAfterPunctuation(_ i: Int) -> Bool {
    let before = source.bytes[max(0, i - 4)..<i]
    return String(decoding: before, as: UTF8.self).unicodeScalars.last.map { !isLabelScalar($0) } ?? true
  }
}

/// Whether a label may hold the character: a letter, a digit, `-` or `_`.
func isLabelScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
    || scalar.properties.generalCategory == .decimalNumber || scalar.properties.generalCategory == .nonspacingMark
}
