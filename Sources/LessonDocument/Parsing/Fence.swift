/// The opening line of a fenced code block, and whether it is closed.
struct Fence {
  /// The backticks or tildes.
  let marker: String
  let isClosed: Bool
  /// Offset of the first of them in the source.
  let offset: Int

  /// `nil` where the code block is an indented one; `line` is the line of the source on which the node starts.
  init?(at node: MarkdownNode, line: Int, in source: SourceText) {
    let bytes = source.bytes
    let range = source.range(ofLine: line)
    let start = min(range.lowerBound + node.startColumn - 1, range.upperBound)
    guard start < range.upperBound, bytes[start] == ASCII.backtick || bytes[start] == ASCII.tilde else { return nil }
    let length = bytes[start..<range.upperBound].prefix { $0 == bytes[start] }.count
    guard length >= 3, !Fence.isIndentedCode(node, start: start, line: line, in: source) else { return nil }
    marker = source.text(start..<start + length)
    offset = start

    // libcmark does not say whether a fence was closed: the line after its code tells.
    let codeLines = node.literal.utf8.reduce(0) { $0 + ($1 == ASCII.newline ? 1 : 0) }
    let closing = line + codeLines + 1
    guard closing <= source.lines.count else {
      isClosed = false
      return
    }
    let quotes = bytes[range.lowerBound..<start].count { $0 == ASCII.greater }
    let closingBytes = bytes[source.range(ofLine: closing)]
    let content = closingBytes.drop { ASCII.isBlank($0) || $0 == ASCII.greater }
    let closer = content.prefix { $0 == bytes[start] }
    isClosed =
      closer.count >= length && content.dropFirst(closer.count).allSatisfy(ASCII.isBlank)
      && closingBytes[..<content.startIndex].count { $0 == ASCII.greater } == quotes
  }

  /// Whether the backticks are themselves the first line of code: an indented block's text starts on the node's line, a
  /// fenced one's on the next.
  private static func isIndentedCode(_ node: MarkdownNode, start: Int, line: Int, in source: SourceText) -> Bool {
    let opening = source.text(start..<source.range(ofLine: line).upperBound)
    let firstCodeLine = node.literal.prefix { $0 != "\n" }
    guard firstCodeLine == opening else { return false }
    return line >= source.lines.count || !source.lines[line].hasSuffix(opening)
  }
}
