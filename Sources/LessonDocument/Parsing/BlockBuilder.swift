/// Makes the blocks of a lesson of the nodes of its Markdown.
struct BlockBuilder {
  /// Lists, quotes and emphasis may be nested this deep.
  static let depthLimit = 64

  let source: SourceText
  let diagnostics: DiagnosticList
  let defaults: ExecuteOptions
  /// Line of the lesson at which each line of the parsed text starts.
  let lineNumbers: [Int]
  var lifter: InlineLifter
  var labels: LabelRegister
  var cellCount = 0
  var valueCount = 0
  /// Place of the block whose text is being read.
  var blockLocation = SourceLocation(line: 1)

  mutating func blocks(of node: MarkdownNode, depth: Int = 0) -> [Block] {
    guard depth < BlockBuilder.depthLimit else {
      diagnostics.error(.nestedTooDeep(limit: BlockBuilder.depthLimit), at: location(of: node))
      return []
    }
    var blocks: [Block] = []
    for child in node.children { blocks += block(child, depth: depth) }
    return blocks
  }

  private mutating func block(_ node: MarkdownNode, depth: Int) -> [Block] {
    let location = location(of: node)
    blockLocation = location
    switch node.kind {
    case .heading: return [heading(node, at: location)]
    case .paragraph: return paragraph(node, at: location)
    case .quote: return [.quote(blocks(of: node, depth: depth + 1), location: location)]
    case .list:
      var items: [[Block]] = []
      for item in node.children { items.append(blocks(of: item, depth: depth + 1)) }
      return [.list(items: items, start: node.listStart, isTight: node.isTightList, location: location)]
    case .rule: return [.rule(location: location)]
    case .codeBlock: return codeBlock(node, at: location)
    case .htmlBlock:
      if let start = HTMLComments.unclosed(in: node.literal) {
        let line = lineNumber(node.startLine + node.literal[..<start].count { $0 == "\n" })
        diagnostics.error(.unclosedComment, at: SourceLocation(line: line))
      }
      let html = HTMLComments.removed(from: lifter.pieces.restore(node.literal))
      return html.isEmpty ? [] : [.html(html, location: location)]
    default: return []
    }
  }

  func location(of node: MarkdownNode) -> SourceLocation {
    let line = lineNumber(node.startLine)
    let range = source.range(ofLine: line)
    return source.location(ofByte: min(range.lowerBound + max(node.startColumn - 1, 0), range.upperBound))
  }

  /// The lesson's line for one of the parsed text.
  func lineNumber(_ line: Int) -> Int {
    lineNumbers.isEmpty ? 1 : lineNumbers[min(max(line - 1, 0), lineNumbers.count - 1)]
  }
}
