import LessonDocument

extension PageBuilder {
  /// Blocks of prose and cells, one after the other.
  func blocks(_ blocks: [Block], isTight: Bool = false) throws(ReportError) -> String {
    var html = ""
    for block in blocks { html += try self.block(block, isTight: isTight) + "\n" }
    return html
  }

  private func block(_ block: Block, isTight: Bool) throws(ReportError) -> String {
    switch block {
    case .heading(_, let content, _, let location): return try heading(content, at: location)
    case .paragraph(let content, let location):
      currentBlock = location
      return isTight ? try inlines(content) : "<p>\(try inlines(content))</p>"
    case .list(let items, let start, let isTight, _): return try list(items, start: start, isTight: isTight)
    case .quote(let content, _): return "<blockquote>\n\(try blocks(content))</blockquote>"
    case .rule: return "<hr>"
    case .listing(let code, let language, _):
      return try render("listing", ["code": try typesetter.highlighted(code, language: language)])
    case .cell(let cell): return cells[cell.index] ?? ""
    case .table(let table):
      currentBlock = table.location
      return try proseTable(table)
    case .math(let tex, let label, let location): return try displayedMath(tex, label: label, at: location)
    case .html(let text, _):
      return lesson.frontMatter.allowsHTML ? text : "<p>\(HTMLText.escaped(text))</p>"
    }
  }

  private func heading(_ content: [Inline], at location: SourceLocation) throws(ReportError) -> String {
    guard let heading = numbering.headings[location] else { return "" }
    currentBlock = location
    let number = heading.number.isEmpty ? "" : "<span class=\"number\">\(heading.number)</span> "
    let id = HTMLText.escaped(heading.anchor)
    let tag = "h\(heading.level)"
    let link = "<a class=\"anchor\" href=\"#\(id)\" aria-hidden=\"true\" tabindex=\"-1\">#</a>"
    return "<\(tag) id=\"\(id)\">\(number)\(try inlines(content))\(link)</\(tag)>"
  }

  private func list(_ items: [[Block]], start: Int?, isTight: Bool) throws(ReportError) -> String {
    let tag = start == nil ? "ul" : "ol"
    let first = start.map { $0 == 1 ? "" : " start=\"\($0)\"" } ?? ""
    var html = "<\(tag)\(first)>\n"
    for item in items { html += "<li>\(try blocks(item, isTight: isTight))</li>\n" }
    return html + "</\(tag)>"
  }

  private func proseTable(_ table: TableBlock) throws(ReportError) -> String {
    func row(_ cells: [[Inline]], tag: String) throws(ReportError) -> String {
      var html = "<tr>"
      for (column, content) in cells.enumerated() {
        let alignment = column < table.alignments.count ? table.alignments[column] : .none
        let style = alignment == .none ? "" : " class=\"align-\(alignment.rawValue)\""
        let scope = tag == "th" ? " scope=\"col\"" : ""
        html += "<\(tag)\(scope)\(style)>\(try inlines(content))</\(tag)>"
      }
      return html + "</tr>"
    }
    var html = table.header.isEmpty ? "" : "<thead>\(try row(table.header, tag: "th"))</thead>"
    html += "<tbody>"
    for cells in table.rows { html += try row(cells, tag: "td") }
    html += "</tbody>"
    let number = numbering.tables[table.location]
    return try render(
      "table",
      [
        "anchor": number?.anchor, "rows": html, "isHeadless": table.header.isEmpty,
        "isLong": table.rows.count > Self.longTable,
        "number": number.map { labels.text(.table, ["n": $0.number]) },
        "caption": table.caption.isEmpty ? nil : try inlines(table.caption),
      ])
  }

  private func displayedMath(_ tex: String, label: String?, at location: SourceLocation) throws(ReportError) -> String {
    let target = label.flatMap { numbering.target(of: $0) }
    let formula = try math(tex, isDisplayed: true, at: location)
    return try render(
      "math",
      [
        "math": formula, "name": target.flatMap(words(of:)) ?? labels[.formulaWord], "anchor": target?.anchor,
        "number": target.map { "(\($0.number))" },
        "isLong": HTMLText.signCount(ofMathML: formula) > 36,
      ])
  }
}
