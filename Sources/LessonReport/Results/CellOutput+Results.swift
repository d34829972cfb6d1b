import LessonDocument
import LessonEvents

extension CellOutput {
  /// The output with its caption as `results.json` has it; `nil` for a check, which stands among the checks.
  func resultFields(place: Numbering.Place?, page: PageBuilder) -> [(String, JSONText)]? {
    guard var fields = contentFields(place: place) else { return nil }
    let given = caption.map { InlineMarkdown.parse($0, at: SourceLocation(line: 1)) } ?? []
    let caption = place?.caption ?? given
    if !caption.isEmpty { fields.append(("caption", .string(page.words(of: caption)))) }
    return fields
  }

  private func contentFields(place: Numbering.Place?) -> [(String, JSONText)]? {
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
        (
          "file",
          history.series.allSatisfy(\.values.isEmpty)
            ? .null : place.map { .string("figures/\($0.fileStem).svg") } ?? .null
        ),
        ("series", .fields(history.series.map { ($0.name, .array($0.values.map { .double($0) })) })),
      ]
    case .summary(let summary): return [("kind", .string("summary"))] + summary.resultFields
    case .figure(let figure): return [("kind", .string("figure"))] + figure.resultFields(place: place)
    case .check: return nil
    case .captioned(let output, _, _): return output.contentFields(place: place)
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
  fileprivate func resultFields(place: Numbering.Place?) -> [(String, JSONText)] {
    var fields: [(String, JSONText)] = [("type", .string(typeName))]
    if let file = place.flatMap({ fileName(stem: $0.fileStem) }) { fields.append(("file", .string(file))) }
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

  private func fileName(stem: String) -> String? {
    switch content {
    case .images, .filtered, .classes: "figures/\(stem).png"
    case .walkthrough: nil
    case .decisionBoundary, .regression, .architecture: "figures/\(stem).svg"
    }
  }
}
