/// Lifts formulas, inline values, references, labels of headings and places of images out of prose.
///
/// Code spans and escaped characters are left alone. The rules of the single forms are in the extensions.
struct InlineLifter {
  /// Whether code spans are lifted as well: in a table their `|` must not divide cells.
  enum CodeSpans { case keep, lift }

  let source: SourceText
  let codeLines: CodeLines
  let diagnostics: DiagnosticList
  private(set) var pieces = LiftedPieces()

  init(source: SourceText, codeLines: CodeLines, diagnostics: DiagnosticList) {
    self.source = source
    self.codeLines = codeLines
    self.diagnostics = diagnostics
  }

  /// The lesson from a line on, with everything lifted that is not code.
  mutating func lift(fromLine firstLine: Int) -> LiftedText {
    var text = LiftedText()
    text.bytes.reserveCapacity(source.bytes.count)
    var line = firstLine
    while line <= source.lines.count {
      if codeLines[line] == .verbatim || isBlank(line) {
        text.lineNumbers.append(line)
        text.bytes += source.bytes[source.range(ofLine: line)]
        text.bytes.append(ASCII.newline)
        line += 1
      } else {
        let first = line
        repeat { line += 1 } while line <= source.lines.count && codeLines[line] != .verbatim && !isBlank(line)
        let range = source.lineStarts[first - 1]..<source.range(ofLine: line - 1).upperBound + 1
        lift(range, codeSpans: .keep, into: &text)
      }
    }
    return text
  }

  /// One stretch of a line, such as a row of a table.
  mutating func lift(_ range: Range<Int>, codeSpans: CodeSpans) -> [UInt8] {
    var text = LiftedText()
    lift(range, codeSpans: codeSpans, into: &text)
    return text.bytes
  }

  /// A line that stands in the lesson in another form: all of it counts as being at `location`.
  mutating func lift(_ text: String, at location: SourceLocation) -> [UInt8] {
    let line = SourceText(line: text, at: .point(location))
    var lifter = InlineLifter(source: line, codeLines: codeLines, diagnostics: diagnostics)
    lifter.pieces = pieces
    defer { pieces = lifter.pieces }
    return lifter.lift(line.range(ofLine: 1), codeSpans: .lift)
  }

  private mutating func lift(_ range: Range<Int>, codeSpans: CodeSpans, into text: inout LiftedText) {
    let bytes = source.bytes
    var i = range.lowerBound
    var isLineStart = true
    while i < range.upperBound {
      if isLineStart {
        isLineStart = false
        let line = source.line(ofByte: i)
        text.lineNumbers.append(line)
        if codeSpans == .keep, codeLines[line] == .indented {
          let end = source.range(ofLine: line).upperBound
          text.bytes += bytes[i..<end]
          i = end
          continue
        }
      }
      if bytes[i] == ASCII.bang, i + 1 < range.upperBound, bytes[i + 1] == ASCII.leftBracket {
        text.bytes += pieces.keep(made(.imageMark, i..<i))
        text.bytes.append(ASCII.bang)
        i += 1
        continue
      }
      if let found = piece(at: i, in: range, codeSpans: codeSpans) {
        text.bytes += pieces.keep(found.piece)
        i = found.end
        continue
      }
      let end = verbatimEnd(at: i, in: range)
      text.bytes += bytes[i..<end]
      let lines = bytes[i..<end].indices.filter { bytes[$0] == ASCII.newline }
      for newline in lines where newline + 1 < end { text.lineNumbers.append(source.line(ofByte: newline + 1)) }
      isLineStart = lines.last.map { $0 + 1 == end } ?? false
      i = end
    }
  }

  /// The piece that starts at a byte, if one does, and where the text goes on.
  private func piece(at i: Int, in range: Range<Int>, codeSpans: CodeSpans) -> (piece: Lifted, end: Int)? {
    let bytes = source.bytes
    switch bytes[i] {
    case ASCII.dollar: return formula(at: i, in: range)
    case ASCII.backtick: return codeSpan(at: i, in: range).flatMap { codePiece($0, liftsAll: codeSpans == .lift) }
    case ASCII.at: return reference(at: i, in: range)
    case ASCII.leftBrace:
      return headingLabel(at: i, in: range).map { label, end in
        (made(.headingLabel(label), i..<end), end)
      }
    case LiftedPieces.openingBytes[0] where bytes[i..<range.upperBound].starts(with: LiftedPieces.openingBytes):
      let end = i + LiftedPieces.openingBytes.count
      return (made(.text, i..<end), end)
    default: return nil
    }
  }

  func made(_ content: Lifted.Content, _ range: Range<Int>) -> Lifted {
    Lifted(
      content: content, location: source.location(ofByte: range.lowerBound),
      end: source.location(ofByte: range.upperBound), source: source.text(range))
  }

  private func isBlank(_ line: Int) -> Bool {
    source.bytes[source.range(ofLine: line)].allSatisfy { ASCII.isBlank($0) || $0 == ASCII.greater }
  }

  /// End of what starts at a byte and is no piece: an escape, a code span, plain text up to the next byte of interest.
  private func verbatimEnd(at i: Int, in range: Range<Int>) -> Int {
    let bytes = source.bytes
    switch bytes[i] {
    case ASCII.backslash:
      return i + 1 < range.upperBound && ASCII.isPunctuation(bytes[i + 1]) ? i + 2 : i + 1
    case ASCII.backtick:
      return codeSpan(at: i, in: range)?.upperBound ?? endOfRun(at: i, in: range)
    case ASCII.dollar:
      return endOfRun(at: i, in: range)
    case ASCII.newline:
      return i + 1
    default:
      var end = i + 1
      while end < range.upperBound, !InlineLifter.isOfInterest[Int(bytes[end])] { end += 1 }
      return end
    }
  }

  func endOfRun(at i: Int, in range: Range<Int>) -> Int {
    var end = i
    while end < range.upperBound, source.bytes[end] == source.bytes[i] { end += 1 }
    return end
  }

  /// By byte: whether a piece, an escape or a new line can start with it.
  private static let isOfInterest: [Bool] = {
    var flags = Array(repeating: false, count: 256)
    for byte in [
      ASCII.backslash, ASCII.backtick, ASCII.dollar, ASCII.at, ASCII.leftBrace, ASCII.bang, ASCII.newline,
      LiftedPieces.openingBytes[0],
    ] { flags[Int(byte)] = true }
    return flags
  }()

  /// Whether a line of prose starts a block of its own: a heading or an item of a list.
  func startsBlock(lineAt start: Int, in range: Range<Int>) -> Bool {
    let content = source.bytes[start..<range.upperBound].drop { ASCII.isBlank($0) || $0 == ASCII.greater }
    guard let first = content.first, first != ASCII.newline else { return true }
    let marker: ArraySlice<UInt8>
    switch first {
    case ASCII.hash: marker = content.drop { $0 == ASCII.hash }
    case ASCII.dash, UInt8(ascii: "*"), UInt8(ascii: "+"): marker = content.dropFirst()
    case _ where ASCII.isDigit(first):
      let number = content.drop(while: ASCII.isDigit)
      guard number.first == UInt8(ascii: ".") || number.first == UInt8(ascii: ")") else { return false }
      marker = number.dropFirst()
    default: return false
    }
    return marker.first.map { ASCII.isBlank($0) || $0 == ASCII.newline } ?? true
  }
}
