/// Which lines of a lesson Markdown takes for code or raw HTML, where `$` and `@` mean nothing.
struct CodeLines {
  enum Kind: UInt8 {
    case prose
    /// Inside a fence (its first and last line too) or a block of HTML.
    case verbatim
    /// Indented by four columns; a formula that spans it is still a formula.
    case indented
  }

  private var kinds: [Kind]

  /// Looks at lines `firstLine...` of the text.
  init(_ source: SourceText, from firstLine: Int) {
    kinds = Array(repeating: .prose, count: source.lines.count + 2)
    guard firstLine <= source.lines.count else { return }
    let tree = MarkdownTree(Array(source.bytes[source.lineStarts[firstLine - 1]...]))
    kinds =
      tree.withRoot { root in
        var kinds = kinds
        var waiting = Array(root.children)
        while let node = waiting.popLast() {
          switch node.kind {
          case .quote, .list, .item: waiting += node.children
          case .codeBlock, .htmlBlock:
            let start = node.startLine + firstLine - 1
            let fence = node.kind == .codeBlock ? Fence(at: node, line: start, in: source) : nil
            let lines = node.literal.utf8.reduce(0) { $0 + ($1 == ASCII.newline ? 1 : 0) }
            let end = fence.map { start + lines + ($0.isClosed ? 1 : 0) } ?? start + max(lines, 1) - 1
            let kind: Kind = node.kind == .htmlBlock || fence != nil ? .verbatim : .indented
            for line in start...max(start, end) where line < kinds.count { kinds[line] = kind }
          default: break
          }
        }
        return kinds
      } ?? kinds
  }

  subscript(line: Int) -> Kind { kinds[line] }
}
