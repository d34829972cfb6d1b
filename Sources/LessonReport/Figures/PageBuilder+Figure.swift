import LessonEvents

extension PageBuilder {
  /// A figure with its caption; the author's words go before the report's.
  func figure(_ figure: FigureOutput, place: Numbering.Place?) throws(ReportError) -> String {
    guard let place else { return "" }
    let alternative = figure.alt ?? place.alt
    let drawn: Drawing
    switch figure.content {
    case .images(let grid): drawn = try images(grid, stem: place.fileStem, alt: alternative)
    case .filtered(let filtered): drawn = try self.filtered(filtered, stem: place.fileStem, alt: alternative)
    case .walkthrough(let steps): drawn = try walkthrough(steps, anchor: place.anchor)
    case .decisionBoundary(let plot):
      drawn = try decisionBoundary(plot, stem: place.fileStem, alt: alternative)
    case .regression(let plot): drawn = try regression(plot, stem: place.fileStem, alt: alternative)
    case .architecture(let summary): drawn = try architecture(summary, stem: place.fileStem, alt: alternative)
    }
    return try framed(drawn, place: place, caption: figure.caption)
  }

  /// What a kind of figure draws: HTML, what the report would say below it, and what it says after the author's words.
  struct Drawing {
    var html: String
    var caption: String
    /// How values became grey: it follows whichever caption stands.
    var note: String = ""
    /// Whether figures of this kind are legible text without an alternative.
    var needsAlternative = true
  }

  /// A drawing in its frame.
  func framed(_ drawing: Drawing, place: Numbering.Place, caption: String?) throws(ReportError) -> String {
    var context = self.caption(place, drawing.caption)
    if let caption { context["caption"] = HTMLText.escaped(caption) }
    context["html"] = drawing.html
    if !drawing.note.isEmpty { context["note"] = drawing.note }
    if !embeddedDatasets.isEmpty, drawing.needsAlternative { context["isEmbedded"] = true }
    return try render("figure", context)
  }
}
