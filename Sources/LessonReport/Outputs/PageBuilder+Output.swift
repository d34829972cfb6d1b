import LessonEvents

extension PageBuilder {
  /// One output in the form of its kind.
  func output(_ output: CellOutput, place: Numbering.Place?) throws(ReportError) -> String {
    switch output {
    case .text(let text): try render("text", ["text": text].merging(try caption(place, nil)) { _, new in new })
    case .table(let table): try self.table(table, place: place)
    case .metrics(let metrics): try self.metrics(metrics, place: place)
    case .confusionMatrix(let matrix): try confusionMatrix(matrix, place: place)
    case .history(let history): try self.history(history, place: place)
    case .summary(let summary): try self.summary(summary, place: place)
    case .figure(let figure): try self.figure(figure, place: place)
    case .check(let check): try self.check(check)
    case .captioned(let output, _, _): try self.output(output, place: place)
    }
  }

  /// What the caption of an output needs: number, words, anchor. `caption` is what the report would say, and what an output
  /// without a number, of a cell that is shown for its failure alone, has.
  func caption(_ place: Numbering.Place?, _ caption: String?) throws(ReportError) -> [String: Any?] {
    let own = caption.map { HTMLText.escaped($0) }
    guard let place else { return ["caption": own] }
    let number = labels.text(place.kind == .figure ? .figure : .table, ["n": "\(place.number)"])
    return [
      "anchor": place.anchor, "number": number,
      "caption": place.caption.isEmpty ? own : try inlines(place.caption),
    ]
  }
}
