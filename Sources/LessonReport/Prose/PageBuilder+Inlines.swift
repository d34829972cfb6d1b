import LessonDocument

extension PageBuilder {
  /// Running text; inside a link no other link may stand.
  func inlines(_ content: [Inline], inLink: Bool = false) throws(ReportError) -> String {
    var html = ""
    for inline in content { html += try self.inline(inline, inLink: inLink) }
    return html
  }

  private func inline(_ inline: Inline, inLink: Bool) throws(ReportError) -> String {
    switch inline {
    case .text(let text): return HTMLText.escaped(text)
    case .code(let code): return "<code>\(HTMLText.escaped(code))</code>"
    case .emphasis(let content): return "<em>\(try inlines(content, inLink: inLink))</em>"
    case .strong(let content): return "<strong>\(try inlines(content, inLink: inLink))</strong>"
    case .link(let url, let title, let content):
      let text = try inlines(content, inLink: true)
      let before = problems
      guard !inLink, let address = HTMLText.safeAddress(url).map(target(ofLink:)) else { return text }
      // `[^1]` with `[^1]: word` below is a link to Markdown; the parser has warned of the footnote that it is.
      if content.plainText.hasPrefix("^") { problems = before }
      let title = title.isEmpty ? "" : " title=\"\(HTMLText.escaped(title))\""
      return "<a href=\"\(HTMLText.escaped(address))\"\(title)>\(text)</a>"
    case .image(let url, let title, let alt, let location):
      return image(url, title: title, alt: alt, at: location)
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    case .math(let tex, let location): return try math(tex, isDisplayed: false, at: location)
    case .value(let value): return inlineValue(value)
    case .reference(let label, let location): return try reference(label, at: location, inLink: inLink)
    case .html(let text): return lesson.frontMatter.allowsHTML ? text : HTMLText.escaped(text)
    }
  }

  private func inlineValue(_ value: InlineValue) -> String {
    guard value.index < run.inlineValues.count, let found = run.inlineValues[value.index] else {
      let code = HTMLText.escaped(value.expression)
      return "<code class=\"not-computed\" title=\"\(HTMLText.escaped(labels[.notComputed]))\">\(code)</code>"
    }
    return "<span class=\"value\">\(HTMLText.escaped(thousands.grouped(found)))</span>"
  }

  private func reference(_ label: String, at location: SourceLocation, inLink: Bool) throws(ReportError) -> String {
    guard let target = numbering.target(of: label) else {
      if let cell = lesson.cells.first(where: { $0.options.label == label }) {
        // That the cell failed or was skipped is said elsewhere.
        if run.cells.indices.contains(cell.index), run.cells[cell.index].status == .ok {
          problems.append(
            ReportProblem(.referenceToNothing(label: label), line: location.line, column: location.column))
        }
        return "<span class=\"not-computed\">\(HTMLText.escaped(label))</span>"
      }
      problems.append(
        ReportProblem(
          .unknownReference(label: label, known: numbering.labels), line: location.line, column: location.column))
      return "<mark class=\"broken\">@\(HTMLText.escaped(label))</mark>"
    }
    let text: String
    if let words = words(of: target) {
      text = HTMLText.escaped(words)
    } else if expanding.insert(label).inserted {
      // What is wrong with a heading is said at the heading.
      let before = problems
      text = try inlines(target.title, inLink: true)
      problems = before
      expanding.remove(label)
    } else {
      // Headings that refer to each other would go on for ever.
      text = HTMLText.escaped(target.title.plainText)
    }
    return inLink ? text : "<a class=\"reference\" href=\"#\(HTMLText.escaped(target.anchor))\">\(text)</a>"
  }

  /// A formula as MathML; one that cannot be set is shown as it was written and noted as an error at its line.
  func math(_ tex: String, isDisplayed: Bool, at location: SourceLocation) throws(ReportError) -> String {
    switch try typesetter.mathML(tex, isDisplayed: isDisplayed) {
    case .success(let html): return html
    case .failure(let failure):
      problems.append(
        ReportProblem(.formula(tex: tex, reason: failure.reason), line: location.line, column: location.column))
      return try render(
        "formula-error",
        ["source": tex, "message": failure.reason, "where": labels.text(.line, ["n": "\(location.line)"])])
    }
  }
}
