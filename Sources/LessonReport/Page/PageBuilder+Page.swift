import LessonDocument
import LessonEvents

extension PageBuilder {
  /// The whole page.
  func page() throws(ReportError) -> String {
    let front = lesson.frontMatter
    // Formulas take longest to start: they are set while the cells are drawn.
    typesetter.begin()
    for cell in lesson.cells { cells[cell.index] = try self.cell(cell) }
    currentBlock = SourceLocation(line: 1)
    let (titleHTML, subtitleHTML) = (try self.titleHTML(), try self.subtitleHTML())
    let body = try blocks(lesson.blocks)
    problems.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    let checks = run.checks
    let page = try render(
      "lesson",
      [
        "lang": front.language,
        "title": plainTitle,
        "titleHTML": titleHTML,
        "subtitle": plainSubtitle,
        "subtitleHTML": subtitleHTML,
        "authors": front.authors.isEmpty ? nil : front.authors.joined(separator: ", "),
        "date": front.date,
        "lecture": front.lectureNumber.map { labels.text(.lecture, ["n": "\($0)"]) },
        "home": "\(wayToOutput)index.html",
        "stylesheet": templates.stylesheet,
        "script": templates.script,
        "contents": front.showsContents && !numbering.contents.isEmpty
          ? try contentsList(hasChecks: !checks.isEmpty) : nil,
        "banners": try banners(),
        "body": body,
        "checks": checks.isEmpty ? nil : try checkTable(checks),
      ])
    // What a cell printed may hold control characters.
    return HTMLText.withoutControls(page)
  }

  /// The nested list of sections, two levels deep, and the table of checks.
  private func contentsList(hasChecks: Bool) throws(ReportError) -> String {
    // What is wrong with a heading was said at the heading.
    let before = problems
    defer { problems = before }
    var html = "<ol>"
    var isOpen = false
    var hasNested = false
    for heading in numbering.contents where heading.level <= 3 {
      let number = heading.number.isEmpty ? "" : "<span class=\"number\">\(heading.number)</span> "
      let link =
        "<a href=\"#\(HTMLText.escaped(heading.anchor))\">\(number)\(try inlines(heading.content, inLink: true))</a>"
      if heading.level == 2 || !isOpen {
        if hasNested { html += "</ol>" }
        if isOpen { html += "</li>" }
        html += "<li>\(link)"
        isOpen = true
        hasNested = false
      } else {
        if !hasNested { html += "<ol>" }
        hasNested = true
        html += "<li>\(link)</li>"
      }
    }
    if hasNested { html += "</ol>" }
    if isOpen { html += "</li>" }
    if hasChecks { html += "<li><a href=\"#checks\">\(HTMLText.escaped(labels[.checks]))</a></li>" }
    return html + "</ol>"
  }

  /// What a reader must know before the first line: data that are not the slide's, cells that failed, missed checks.
  private func banners() throws(ReportError) -> String? {
    var html = ""
    if !embeddedDatasets.isEmpty {
      let names = embeddedDatasets.joined(separator: ", ")
      html += try render(
        "banner",
        ["kind": "neutral", "icon": "≠", "text": labels.text(.bannerEmbedded, ["names": names])])
    }
    if !run.failures.isEmpty { html += try failures(run.failures) }
    let failed = zip(lesson.cells, run.cells).count { cell, run in
      ![.ok, .skipped].contains(run.status) && !(run.status == .error && cell.options.error)
    }
    if run.status == .failed, failed > 0 {
      html += try render(
        "banner", ["kind": "missed", "icon": "✗", "text": labels.text(.bannerFailed, ["n": "\(failed)"])])
    }
    let missed = run.checks.count { $0.verdict == .missed }
    if missed > 0 {
      html += try render(
        "banner",
        [
          "kind": "missed", "icon": "✗", "target": "#checks",
          "text": labels.text(
            .bannerMissed, ["n": "\(missed)", "all": "\(run.checks.count { $0.verdict != .notComparable })"]),
        ])
    }
    return html.isEmpty ? nil : html
  }

  /// What is wrong outside the cells: a lesson that cannot be read, inline values that cannot be computed.
  private func failures(_ failures: [CellFailure]) throws(ReportError) -> String {
    let rows: [[String: Any]] = failures.map { failure in
      var row: [String: Any] = ["message": failure.message]
      if let line = failure.line { row["where"] = labels.text(.line, ["n": "\(line)"]) }
      return row
    }
    let title: LabelKey = lesson.blocks.isEmpty ? .unreadable : .notComputed
    return try render("diagnostics", ["title": labels[title], "diagnosticRows": rows])
  }
}
