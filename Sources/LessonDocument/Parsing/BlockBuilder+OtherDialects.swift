/// Forms of other dialects of Markdown, which stand in the page as they were written.
extension BlockBuilder {
  /// Warns of pipe tables, of divs (`:::`) and of footnotes (`[^1]`, `^[…]`) in a paragraph; `blocks` are what became of it.
  func warnOfOtherDialects(in node: MarkdownNode, at location: SourceLocation, blocks: [Block]) {
    let last = max(location.line, lineNumber(node.endLine))
    var before: Substring = ""
    var hasTable = false
    for line in location.line...last {
      // What stands before the first line is the mark of a list, before the others that of a quote.
      let text =
        line == location.line
        ? source.lines[line - 1].dropFirst(location.column - 1)
        : source.lines[line - 1].drop { $0.isWhitespace || $0 == ">" }
      if text.hasPrefix(":::") { diagnostics.warning(.div, at: place(of: text, line: line)) }
      if !hasTable, before.contains("|"), PipeRow.alignments(String(text)) != nil {
        hasTable = true
        diagnostics.warning(.tableInProse, at: place(of: before, line: line - 1))
      }
      before = text
    }
    for case .paragraph(let content, _) in blocks { warnOfFootnotes(in: content, lines: location.line...last) }
  }

  private func place(of text: Substring, line: Int) -> SourceLocation {
    SourceLocation(line: line, column: text.base.distance(from: text.base.startIndex, to: text.startIndex) + 1)
  }

  private func warnOfFootnotes(in content: [Inline], lines: ClosedRange<Int>) {
    var seen: Set<String> = []
    for mark in content.flatMap(\.footnoteMarks) where seen.insert(mark).inserted {
      for line in lines {
        let text = source.lines[line - 1]
        // An escaped one is meant as it stands, and so is a link `[^top](#top)`.
        let range = text.ranges(of: mark).first {
          !text[..<$0.lowerBound].hasSuffix("\\") && !text[$0.upperBound...].hasPrefix("(")
        }
        guard let range else { continue }
        // A note in the line may be long.
        diagnostics.warning(.footnote(mark.hasPrefix("^") ? "^[…]" : mark), at: place(of: text[range], line: line))
        break
      }
    }
  }
}

extension Inline {
  /// `[^1]` in the text; also as a link, which it is where `[^1]: address` stands somewhere. Of `^[a note]` what is plain text
  /// up to its end or to the first markup in it.
  fileprivate var footnoteMarks: [String] {
    switch self {
    case .text(let text): text.matches(of: /\[\^[^\[\]\s]+\]|\^\[[^\[\]]*\]?/).map { String($0.output) }
    case .link(_, _, let content) where content.plainText.hasPrefix("^"): ["[\(content.plainText)]"]
    case .emphasis(let content), .strong(let content), .link(_, _, let content): content.flatMap(\.footnoteMarks)
    default: []
    }
  }
}
