import LessonDocument
import LessonEvents

extension CellOutput {
  /// The output with its caption as `results.json` has it; `nil` for a check, which stands among the checks.
  func resultFields(place: Numbering.Place?, page: PageBuilder) -> [(String, JSONText)]? {
    guard var fields = contentFields(place: place, page: page) else { return nil }
    let given = caption.map { InlineMarkdown.parse($0, at: SourceLocation(line: 1)) } ?? []
    let caption = place?.caption ?? given
    if !caption.isEmpty { fields.append(("caption", .string(page.words(of: caption)))) }
    return fields
  }

  private func contentFields(place: Numbering.Place?, page: PageBuilder) -> [(String, JSONText)]? {
    switch self {
    case .text(let text): return [("kind", .string("text")), ("text", .string(text))]
    case .table(let table):
      return [
        ("kind", .string("table")), ("header", .strings(table.header)),
        ("rows", .array(table.rows.map { .strings($0) })),
      ]
    case .metrics(let metrics):
      return [
        ("kind", .string("metrics")), ("rows", .array(metrics.rows.map(\.result))),
        ("perClass", .array(metrics.perClass.map(\.result))),
      ]
    case .confusionMatrix(let matrix):
      return [
        ("kind", .string("confusionMatrix")), ("classNames", .strings(matrix.classNames)),
        ("counts", .array(matrix.counts.map { .array($0.map { .int($0) }) })),
        ("perClass", .array(matrix.perClass.map(\.result))),
      ]
    case .history(let history):
      return [
        ("kind", .string("history")),
        ("file", page.file(of: place, type: "svg").map { .string($0) } ?? .null),
        ("series", .fields(history.series.map { ($0.name, .array($0.values.map { .double($0) })) })),
      ]
    case .summary(let summary): return [("kind", .string("summary"))] + summary.resultFields
    case .figure(let figure): return [("kind", .string("figure"))] + figure.resultFields(place: place, page: page)
    case .check: return nil
    case .captioned(let output, _, _): return output.contentFields(place: place, page: page)
    }
  }
}

extension JSONText {
  static func strings(_ values: [String]) -> JSONText { .array(values.map { .string($0) }) }
}

extension MetricsOutput.Row {
  fileprivate var result: JSONText {
    .object([
      "name": .string(name), "accuracy": .double(accuracy), "loss": .double(loss), "support": .int(support),
      "comparable": .bool(isComparable),
    ])
  }
}

extension ClassMetrics {
  fileprivate var result: JSONText {
    .object([
      "name": .string(name), "precision": .double(precision), "recall": .double(recall), "f1": .double(f1),
      "support": .int(support),
    ])
  }
}

extension SummaryOutput {
  fileprivate var resultFields: [(String, JSONText)] {
    [
      ("inputShape", .array(inputShape.map { .int($0) })),
      (
        "layers",
        .array(
          layers.map {
            .object([
              "name": .string($0.name), "type": .string($0.type),
              "outputShape": .array($0.outputShape.map { .int($0) }), "parameters": .int($0.parameters),
            ])
          })
      ),
      ("trainableParameters", .int(trainableParameters)), ("nonTrainableParameters", .int(nonTrainableParameters)),
    ]
  }
}

extension FigureOutput {
  fileprivate func resultFields(place: Numbering.Place?, page: PageBuilder) -> [(String, JSONText)] {
    var fields: [(String, JSONText)] = [("type", .string(typeName))]
    if let file = fileType.flatMap({ page.file(of: place, type: $0) }) { fields.append(("file", .string(file))) }
    return fields
  }

  private var typeName: String {
    switch content {
    case .images(let grid): grid.kind.rawValue
    case .filtered: "filtered"
    case .walkthrough: "walkthrough"
    case .decisionBoundary: "decisionBoundary"
    case .regression: "regression"
    case .architecture: "architecture"
    case .classes: "classes"
    }
  }

  private var fileType: String? {
    switch content {
    case .images, .filtered, .classes: "png"
    case .walkthrough: nil
    case .decisionBoundary, .regression, .architecture: "svg"
    }
  }
}

extension PageBuilder {
  /// The file of a figure, where the rendered page has one: not where images stand in the page, nor of tiles of several sizes.
  fileprivate func file(of place: Numbering.Place?, type: String) -> String? {
    guard let path = place.map({ "figures/\($0.fileStem).\(type)" }) else { return nil }
    return files.bytes(at: path) == nil ? nil : path
  }
}
