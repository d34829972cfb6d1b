/// Running text: what libcmark found in it, and the pieces that were lifted out.
extension BlockBuilder {
  /// A stretch of a paragraph: a displayed formula is a block of its own.
  fileprivate enum Stretch {
    case inline(Inline)
    case formula(Lifted, tex: String, label: Label?)
    /// `{#x}`, which belongs at the end of a heading.
    case label(Label)
  }

  mutating func heading(_ node: MarkdownNode, at location: SourceLocation) -> Block {
    var stretches = stretches(of: node, depth: 0)
    var label: Label?
    if case .label(let found) = stretches.last {
      label = found
      labels.add(found, of: .section)
      stretches.removeLast()
    }
    let content = stretches.map { inline($0) }.trimmed
    return .heading(level: node.headingLevel, content: content, label: label?.name, location: location)
  }

  /// The paragraphs and displayed formulas that a paragraph of Markdown is.
  mutating func paragraph(_ node: MarkdownNode, at location: SourceLocation) -> [Block] {
    var blocks: [Block] = []
    var content: [Inline] = []
    var start = location
    func flush() {
      let text = content.trimmed
      if !text.isEmpty { blocks.append(.paragraph(text, location: start)) }
      content = []
    }
    for stretch in stretches(of: node, depth: 0) {
      switch stretch {
      case .inline, .label: content.append(inline(stretch))
      case .formula(let piece, let tex, let label):
        flush()
        if let label { labels.add(label, of: .formula) }
        blocks.append(.math(tex: tex, label: label?.name, location: piece.location))
        start = piece.end
      }
    }
    flush()
    warnOfOtherDialects(in: node, at: location, blocks: blocks)
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
    stretches(of: node, depth: depth).map { inline($0) }
  }

  /// What a stretch is inside other text; reports a label that has no place there.
  private func inline(_ stretch: Stretch) -> Inline {
    switch stretch {
    case .inline(let inline): return inline
    case .formula(let piece, let tex, let label):
      if let label { diagnostics.error(.labelInsideText(label: label.name), at: label.location) }
      return .math(tex: tex, location: piece.location)
    case .label(let label):
      diagnostics.error(.labelOfNothing(label.name), at: label.location)
      return .text("{#\(label.name)}")
    }
  }

  private mutating func stretches(of node: MarkdownNode, depth: Int) -> [Stretch] {
    guard depth < BlockBuilder.depthLimit else {
      diagnostics.error(.nestedTooDeep(limit: BlockBuilder.depthLimit), at: blockLocation)
      return []
    }
    var result: [Stretch] = []
    var imagePlace = blockLocation
    for child in node.children {
      switch child.kind {
      case .text:
        for part in lifter.pieces.split(child.literal) {
          switch part {
          case .text(let plain): result.add(text: plain)
          case .piece(let piece):
            switch piece.content {
            case .imageMark: imagePlace = piece.location
            case .text: result.add(text: piece.source)
            default: result.append(stretch(of: piece))
            }
          }
        }
      default:
        if let inline = inline(of: child, imagePlace: imagePlace, depth: depth) { result.append(.inline(inline)) }
      }
    }
    return result
  }

  private mutating func stretch(of piece: Lifted) -> Stretch {
    switch piece.content {
    case .formula(let tex, true, let label):
      return .formula(piece, tex: tex, label: label.map { Label(name: $0.name, location: $0.location) })
    case .formula(let tex, false, _): return .inline(.math(tex: tex, location: piece.location))
    case .value(let expression, let location):
      valueCount += 1
      return .inline(
        .value(
          InlineValue(index: valueCount - 1, expression: expression, cellsBefore: cellCount, location: location)))
    case .code(let code): return .inline(.code(code))
    case .reference(let label):
      labels.refer(to: label, at: piece.location)
      return .inline(.reference(label: label, location: piece.location))
    case .headingLabel(let name): return .label(Label(name: name, location: piece.location))
    case .imageMark, .text: return .inline(.text(piece.source))
    }
  }

  /// What a node that is not plain text becomes; `nil` for a comment.
  private mutating func inline(of node: MarkdownNode, imagePlace: SourceLocation, depth: Int) -> Inline? {
    switch node.kind {
    case .softBreak: return .softBreak
    case .lineBreak: return .lineBreak
    case .code: return .code(lifter.pieces.restore(node.literal))
    case .html:
      let html = HTMLComments.removed(from: lifter.pieces.restore(node.literal))
      return html.isEmpty ? nil : .html(html)
    case .emphasis: return .emphasis(inlines(of: node, depth: depth + 1))
    case .strong: return .strong(inlines(of: node, depth: depth + 1))
    case .link:
      return .link(
        url: lifter.pieces.restore(node.url), title: lifter.pieces.restore(node.title),
        content: inlines(of: node, depth: depth + 1))
    case .image:
      return .image(
        url: lifter.pieces.restore(node.url), title: lifter.pieces.restore(node.title), alt: plainText(of: node),
        location: imagePlace)
    default: return nil
    }
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
}

extension [BlockBuilder.Stretch] {
  /// Text goes on where it stopped, whatever was dropped in between.
  fileprivate mutating func add(text: String) {
    if case .inline(.text(let before)) = last {
      self[count - 1] = .inline(.text(before + text))
    } else {
      append(.inline(.text(text)))
    }
  }
}
