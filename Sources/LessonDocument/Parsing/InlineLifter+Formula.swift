/// `$ … $` and `$$ … $$`, by Pandoc's rules: <https://pandoc.org/MANUAL.html#extension-tex_math_dollars>.
extension InlineLifter {
  func formula(at i: Int, in range: Range<Int>) -> (piece: Lifted, end: Int)? {
    i + 1 < range.upperBound && source.bytes[i + 1] == ASCII.dollar
      ? displayedFormula(at: i, in: range) : inlineFormula(at: i, in: range)
  }

  /// The first `$` has text directly after it, the second directly before it and no digit after it: two prices are no
  /// formula.
  private func inlineFormula(at i: Int, in range: Range<Int>) -> (piece: Lifted, end: Int)? {
    let bytes = source.bytes
    guard i + 1 < range.upperBound, !ASCII.isWhitespace(bytes[i + 1]) else { return nil }
    let isInItem = startsBlock(lineAt: source.lineStarts[source.line(ofByte: i) - 1], in: range)
    var j = i + 1
    while j < range.upperBound {
      switch bytes[j] {
      case ASCII.backslash: j += 1
      case ASCII.newline where isInItem && startsBlock(lineAt: j + 1, in: range): return nil
      case ASCII.dollar:
        let followedByDigit = j + 1 < range.upperBound && ASCII.isDigit(bytes[j + 1])
        guard !ASCII.isWhitespace(bytes[j - 1]), !followedByDigit else { return nil }
        let tex = tex(in: i + 1..<j, formulaAt: i)
        warnOfValues(in: i + 1..<j)
        return (made(.formula(tex: tex, isDisplayed: false, label: nil), i..<j + 1), j + 1)
      default: break
      }
      j += 1
    }
    return nil
  }

  private func displayedFormula(at i: Int, in range: Range<Int>) -> (piece: Lifted, end: Int)? {
    let bytes = source.bytes
    var j = i + 2
    while j + 1 < range.upperBound {
      if bytes[j] == ASCII.backslash {
        j += 2
      } else if bytes[j] == ASCII.dollar, bytes[j + 1] == ASCII.dollar {
        let tex = tex(in: i + 2..<j, formulaAt: i)
        guard !tex.isEmpty else {
          diagnostics.error(.emptyFormula, at: source.location(ofByte: i))
          return nil
        }
        warnOfValues(in: i + 2..<j)
        let label = formulaLabel(after: j + 2, in: range)
        let end = label?.end ?? j + 2
        let content = Lifted.Content.formula(
          tex: tex, isDisplayed: true, label: label.map { ($0.name, source.location(ofByte: $0.start)) })
        return (made(content, i..<end), end)
      } else {
        j += 1
      }
    }
    if isAtStartOfLine(i) { diagnostics.error(.unclosedFormula, at: source.location(ofByte: i)) }
    return nil
  }

  /// Nothing computes in TeX: the code of a value would be set as letters.
  func warnOfValues(in range: Range<Int>) {
    let body = source.bytes[range]
    guard body.contains(ASCII.backtick) else { return }
    for value in body.ranges(of: Array(InlineLifter.valueMark.utf8)) {
      diagnostics.warning(.valueInFormula, at: source.location(ofByte: value.lowerBound))
    }
  }

  /// `{#eq-x}` on the line that closes a formula.
  private func formulaLabel(after i: Int, in range: Range<Int>) -> (name: String, start: Int, end: Int)? {
    var start = i
    while start < range.upperBound, ASCII.isBlank(source.bytes[start]) { start += 1 }
    return bracedLabel(at: start, in: range).map { ($0.name, start, $0.end) }
  }

  /// The TeX of a formula without the `>` that stand before its lines in a quote.
  private func tex(in range: Range<Int>, formulaAt start: Int) -> String {
    lines(in: range, startingAt: start).joined(separator: "\n").trimmingWhitespace()
  }

  /// The lines of a range without the `>` that stand before them in a quote; `start` is where its construct begins.
  func lines(in range: Range<Int>, startingAt start: Int) -> [Substring] {
    let lines = source.text(range).split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1 else { return lines }
    let lineStart = source.lineStarts[source.line(ofByte: start) - 1]
    let quotes = source.bytes[lineStart..<start].count { $0 == ASCII.greater }
    return lines.enumerated().map { number, line -> Substring in
      guard number > 0 else { return line }
      var line = line
      for _ in 0..<quotes {
        let content = line.drop { $0 == " " || $0 == "\t" }
        guard content.first == ">" else { break }
        line = content.dropFirst()
      }
      return line
    }
  }

  /// Whether nothing but indentation, `>` and the marker of a list item stands before a byte on its line.
  private func isAtStartOfLine(_ i: Int) -> Bool {
    let start = source.lineStarts[source.line(ofByte: i) - 1]
    let before = source.bytes[start..<i].drop { ASCII.isBlank($0) || $0 == ASCII.greater }
    return before.isEmpty
      || (startsBlock(lineAt: start, in: start..<i) && before.count <= 4 && before.first != ASCII.hash)
  }
}
