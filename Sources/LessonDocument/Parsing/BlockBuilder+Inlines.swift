/// Running text: what libcmark found in it, and the pieces that were lifted out.
extension BlockBuilder {
  /// A stretch of a paragraph: a displayed formula is a block of its own.
  private enum Stretch {
    case inline(Inline)
    case formula(Lifted, tex: String, label: Label?)
  }

  mutating func heading(_ node: MarkdownNode, at location: SourceLocation) -> Block {
    var content = inlines(of: node)
    var label: Label?
    if let found = lastHeadingLabel(of: node) {
      label = found
      labels.add(found, of: .section)
      if case .text(let text) = content.last, text.hasSuffix("{#\(found.name)}") {
        content[content.count - 1] = .text(String(text.dropLast(found.name.count + 3)))
      }
      content = trimmed(content)
    }
    return .heading(level: node.headingLevel, content: content, label: label?.name, location: location)
  }

  /// The paragraphs and displayed formulas that a paragraph of Markdown is.
  mutating func paragraph(_ node: MarkdownNode, at location: SourceLocation) -> [Block] {
    var blocks: [Block] = []
    var content: [Inline] = []
    var start = location
    func flush() {
      let text = trimmed(content)
      if !text.isEmpty { blocks.append(.paragraph(text, location: start)) }
      content = []
    }
    for stretch in stretches(of: node, depth: 0) {
      switch stretch {
      case .inline(let inline): content.append(inline)
      case .formula(let piece, let tex, let label):
        flush()
        if let label { labels.add(label, of: .formula) }
        blocks.append(.math(tex: tex, label: label?.name, location: piece.location))
        start = piece.end
      }
    }
    flush()
    return blocks
  }

  /// Markdown of a table's cell or a caption, already lifted.
  mutating func inlines(ofText text: String) -> [Inline] {
    let isPlain = text.utf8.allSatisfy { !ASCII.isPunctuation($0) && $0 < 0x80 || $0 == UInt8(ascii: ".") }
    if isPlain { return text.isEmpty ? [] : [.text(text)] }
    // A word before the text keeps libcmark from taking it for a heading or a list.
    let guardWord = "x "
    let tree = MarkdownTree(Array((guardWord + text).utf8))
    var content = withoutTree(tree)
    if case .text(let first) = content.first, first.hasPrefix(guardWord) {
      content[0] = .text(String(first.dropFirst(guardWord.count)))
      if first.count == guardWord.count { content.removeFirst() }
    }
    return content
  }

  private mutating func withoutTree(_ tree: MarkdownTree) -> [Inline] {
    var builder = self
    let content = tree.withRoot { root -> [Inline] in
      var inlines: [Inline] = []
      for block in root.children { inlines += builder.inlines(of: block) }
      return inlines
    }
    self = builder
    return content ?? []
  }

  private mutating func inlines(of node: MarkdownNode, depth: Int = 0) -> [Inline] {
    stretches(of: node, depth: depth).map { stretch in
      switch stretch {
      case .inline(let inline): return inline
      case .formula(let piece, let tex, let label):
        if let label { diagnostics.error(.labelInsideText(label: label.name), at: label.location) }
        return .math(tex: tex, location: piece.location)
      }
    }
  }

  private mutating func stretches(of node: MarkdownNode, depth: Int) -> [Stretch] {
    guard depth < BlockBuilder.depthLimit else {
      diagnostics.error(.nestedTooDeep(limit: BlockBuilder.depthLimit), at: SourceLocation(line: 1))
      return []
    }
    var result: [Stretch] = []
    var text = ""
    var imagePlace: SourceLocation?
    func add(_ stretch: Stretch) {
      if !text.isEmpty { result.append(.inline(.text(text))) }
      text = ""
      result.append(stretch)
    }
    for child in node.children {
      switch child.kind {
      case .text:
        for part in lifter.pieces.split(child.literal) {
          switch part {
          case .text(let plain): text += plain
          case .piece(let piece):
            switch piece.content {
            case .formula(let tex, true, let label):
              add(.formula(piece, tex: tex, label: label.map { Label(name: $0.name, location: $0.location) }))
            case .formula(let tex, false, _): add(.inline(.math(tex: tex, location: piece.location)))
            case .value(let expression, let location):
              add(
                .inline(
                  .value(
                    InlineValue(
                      index: valueCount, expression: expression, cellsBefore: cellCount, location: location))))
              valueCount += 1
            case .code(let code): add(.inline(.code(code)))
            case .reference(let label):
              labels.refer(to: label, at: piece.location)
              add(.inline(.reference(label: label, location: piece.location)))
            case .imageMark: imagePlace = piece.location
            case .headingLabel, .text: text += piece.source
            }
          }
        }
      case .softBreak: add(.inline(.softBreak))
      case .lineBreak: add(.inline(.lineBreak))
      case .code: add(.inline(.code(lifter.pieces.restore(child.literal))))
      case .html:
        let html = HTMLComments.removed(from: lifter.pieces.restore(child.literal))
        if !html.isEmpty { add(.inline(.html(html))) }
      case .emphasis: add(.inline(.emphasis(inlines(of: child, depth: depth + 1))))
      case .strong: add(.inline(.strong(inlines(of: child, depth: depth + 1))))
      case .link:
        add(
          .inline(
            .link(
              url: lifter.pieces.restore(child.url), title: lifter.pieces.restore(child.title),
              content: inlines(of: child, depth: depth + 1))))
      case .image:
        add(
          .inline(
            .image(
              url: lifter.pieces.restore(child.url), title: lifter.pieces.restore(child.title),
              alt: plainText(of: child), location: imagePlace ?? location(of: child))))
        imagePlace = nil
      default: break
      }
    }
    if !text.isEmpty { result.append(.inline(.text(text))) }
    return result
  }

  /// What an image's alternative text says, without its markup.
  private func plainText(of node: MarkdownNode) -> String {
    var text = ""
    var waiting = Array(node.children).reversed().map(\.self)
    while let child = waiting.popLast() {
      switch child.kind {
      case .text, .code: text += lifter.pieces.restore(child.literal)
      case .softBreak, .lineBreak: text += " "
      default: waiting += Array(child.children).reversed()
      }
    }
    return text
  }

  /// The label in braces that ends a heading.
  private func lastHeadingLabel(of node: MarkdownNode) -> Label? {
    guard let last = Array(node.children).last, last.kind == .text,
      case .piece(let piece) = lifter.pieces.split(last.literal).last, case .headingLabel(let name) = piece.content
    else { return nil }
    return Label(name: name, location: piece.location)
  }

  /// Without breaks and white space at both ends.
  private func trimmed(_ content: [Inline]) -> [Inline] {
    var content = content[...]
    while true {
      switch content.first {
      case .softBreak, .lineBreak: content.removeFirst()
      case .text(let text) where text.allSatisfy(\.isWhitespace): content.removeFirst()
      case .text(let text) where text.first?.isWhitespace ?? false:
        content[content.startIndex] = .text(String(text.drop(while: \.isWhitespace)))
      default:
        switch content.last {
        case .softBreak, .lineBreak: content.removeLast()
        case .text(let text) where text.allSatisfy(\.isWhitespace): content.removeLast()
        case .text(let text) where text.last?.isWhitespace ?? false:
          let start = text.prefix { _ in true }
          content[content.endIndex - 1] = .text(
            String(start[...(start.lastIndex { !$0.isWhitespace } ?? start.startIndex)]))
        default: return Array(content)
        }
      }
    }
  }
}
