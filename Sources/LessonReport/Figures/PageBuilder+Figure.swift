import LessonDocument
import LessonEvents

extension PageBuilder {
  /// A figure with its caption; the author's words go before the report's.
  func figure(_ figure: FigureOutput, place: Numbering.Place?) throws(ReportError) -> String {
    guard let place else { return "" }
    let alternative = place.alt
    if alternative == nil, figure.needsAlternative { noteMissingAlternative(place) }
    let drawn: Drawing
    switch figure.content {
    case .images(let grid): drawn = try images(grid, stem: place.fileStem, alt: alternative)
    case .filtered(let filtered): drawn = try self.filtered(filtered, stem: place.fileStem, alt: alternative)
    case .walkthrough(let steps): drawn = try walkthrough(steps, anchor: place.anchor)
    case .decisionBoundary(let plot):
      drawn = try decisionBoundary(plot, stem: place.fileStem, alt: alternative)
    case .regression(let plot): drawn = try regression(plot, stem: place.fileStem, alt: alternative)
    case .architecture(let summary): drawn = try architecture(summary, stem: place.fileStem, alt: alternative)
    case .classes(let classes):
      drawn = try classByClass(classes, anchor: place.anchor, stem: place.fileStem, alt: alternative)
    }
    let isEmbedded = figure.showsData && !embeddedDatasets.isEmpty
    return try framed(drawn, place: place, isEmbedded: isEmbedded)
  }

  /// What a kind of figure draws: HTML, what the report would say below it, and what it says after the author's words.
  struct Drawing {
    var html: String
    var caption: String
    /// How values became grey: it follows whichever caption stands.
    var note: String = ""
  }

  /// Warns that the author gave no alternative text.
  func noteMissingAlternative(_ place: Numbering.Place) {
    let name = labels.text(.figure, ["n": "\(place.number)"])
    problems.append(ReportProblem(.missingAlternative(figure: name), line: currentLine))
  }

  /// A drawing in its frame.
  func framed(
    _ drawing: Drawing, place: Numbering.Place, isEmbedded: Bool = false
  ) throws(ReportError) -> String {
    var context = try self.caption(place, drawing.caption)
    context["html"] = drawing.html
    context["isEmbedded"] = isEmbedded
    if !drawing.note.isEmpty { context["note"] = drawing.note }
    // What follows begins a sentence of its own.
    let endsOpen = words(of: place.caption).last.map { !".!?…:".contains($0) } ?? false
    if endsOpen, isEmbedded || !drawing.note.isEmpty { context["stop"] = "." }
    return try render("figure", context)
  }
}

extension FigureOutput {
  /// Whether the figure says nothing to a reader who cannot see it; a walk-through and the sections of classes are text.
  var needsAlternative: Bool {
    switch content {
    case .walkthrough, .classes: false
    default: true
    }
  }

  /// Whether the figure shows images of a data set, or what a network makes of them.
  var showsData: Bool {
    switch content {
    case .images, .classes: true
    default: false
    }
  }
}
