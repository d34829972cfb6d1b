import Names

/// Fenced and indented code: cells, tables, formulas, listings.
extension BlockBuilder {
  mutating func codeBlock(_ node: MarkdownNode, at location: SourceLocation) -> [Block] {
    guard let fence = Fence(at: node, line: location.line, in: source) else {
      return [.listing(code: lifter.pieces.restore(node.literal), language: "", location: location)]
    }
    let swallowed = swallowedFence(in: node.literal, marker: fence.marker)
    if !fence.isClosed || swallowed != nil {
      diagnostics.error(
        .unclosedFence(fence: fence.marker, swallowedLine: swallowed.map { location.line + 1 + $0 }), at: location)
    }
    let content = FenceReader.Content(
      text: node.literal, fenceLine: location.line, fenceColumn: location.column,
      indent: indent(of: node.literal, below: location.line))
    switch FenceReader.info(node.fenceInfo) {
    case .listing(let language): return [.listing(code: node.literal, language: language, location: location)]
    case .shown(let name):
      let shown = "\(fence.marker){\(name)}\n\(node.literal)\(fence.marker)\n"
      return [.listing(code: shown, language: name, location: location)]
    case .executed("table"): return table(content)
    case .executed("math"): return formula(content)
    case .executed: return [cell(content)]
    case .withAttributes(let name, let attributes):
      diagnostics.error(.attributesInFence(name: name, attributes: attributes), at: location)
    case .unknown(let name):
      diagnostics.error(
        .unknownFence(name: name, nearest: nearestName(to: name, among: FenceReader.names)), at: location)
    }
    return []
  }

  private var reader: FenceReader { FenceReader(diagnostics: diagnostics, defaults: defaults) }

  private mutating func cell(_ content: FenceReader.Content) -> Block {
    var (cell, label, caption) = reader.cell(content, index: cellCount)
    cellCount += 1
    if let label { labels.add(label, of: .cell) }
    // The values in a caption see the cell that it belongs to.
    if let caption { cell.options.caption = self.caption(caption) }
    return .cell(cell)
  }

  private mutating func formula(_ content: FenceReader.Content) -> [Block] {
    let (lines, label) = reader.formulaOptions(content)
    if let label { labels.add(label, of: .formula) }
    let tex = lines.body.trimmingWhitespace()
    guard !tex.isEmpty else {
      diagnostics.error(.emptyFormula, at: content.location)
      return []
    }
    let first = content.fenceLine + 1 + lines.count
    let last = first + lines.body.utf8.count { $0 == ASCII.newline } - 1
    lifter.warnOfValues(in: source.lineStarts[first - 1]..<source.range(ofLine: last).upperBound)
    return [.math(tex: tex, label: label?.name, location: content.location)]
  }

  private mutating func table(_ content: FenceReader.Content) -> [Block] {
    let (lines, label, caption) = reader.tableOptions(content)
    if let label { labels.add(label, of: .table) }
    let first = content.fenceLine + 1 + lines.count
    let rowLines = lines.body.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { $0.element.contains { !$0.isWhitespace } }
      .map { number, text -> Range<Int> in
        let line = source.range(ofLine: first + number)
        let bytes = source.bytes[line]
        let start = max(line.lowerBound, line.upperBound - text.utf8.count)
        return start + bytes[start...].prefix(while: ASCII.isBlank).count..<line.upperBound
      }
    let table = TableReader(source: source, diagnostics: diagnostics, location: content.location)
    guard let rows = table.read(rowLines, lifter: &lifter) else { return [] }
    let header = rows.header.map { inlines(ofText: $0) }
    let body = rows.rows.map { row in row.map { inlines(ofText: $0) } }
    let captionText = caption.map { self.caption($0) } ?? []
    return [
      .table(
        TableBlock(
          header: header, alignments: rows.alignments, rows: body, label: label?.name, caption: captionText,
          location: content.location))
    ]
  }

  /// Number, in the code, of a line that opens another fence in braces: the one before it was not closed.
  private func swallowedFence(in code: String, marker: String) -> Int? {
    guard code.contains(marker) else { return nil }
    return code.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { line in
      let content = line.drop { $0 == " " }
      let fence = content.prefix { $0 == marker.first }
      return fence.count >= marker.count && content.dropFirst(fence.count).drop { $0 == " " }.hasPrefix("{")
    }
  }

  /// Characters that Markdown took away before each line of a fence's text.
  private func indent(of text: String, below line: Int) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let number = lines.firstIndex(where: { $0.contains { !$0.isWhitespace } }), line + number < source.lines.count
    else { return 0 }
    return max(0, source.lines[line + number].count - lines[number].count)
  }
}
