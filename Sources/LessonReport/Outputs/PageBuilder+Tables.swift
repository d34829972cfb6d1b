import LessonEvents

extension PageBuilder {
  /// Rows from which on a table scrolls under its head, so that it does not push the text away.
  static var longTable: Int { 40 }

  /// A table, or a matrix where it has no header.
  func table(_ table: TableOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let width = max(table.header.count, table.rows.map(\.count).max() ?? 0)
    // A column of numbers is set flush right, and with it its name.
    let isNumeric = (0..<width).map { column in
      let texts = table.rows.compactMap { $0.indices.contains(column) && !$0[column].isEmpty ? $0[column] : nil }
      return !texts.isEmpty && texts.allSatisfy(NumberText.isNumber)
    }
    func row(_ cells: [String], _ tag: String, _ attribute: String) -> String {
      let cells = cells + Array(repeating: "", count: width - cells.count)
      let html = cells.enumerated().map { column, text in
        let style = isNumeric[column] && !table.isNumeric ? " class=\"align-right\"" : ""
        let shown = tag == "td" && isNumeric[column] ? NumberText.signed(text) : text
        return "<\(tag)\(attribute)\(style)>\(HTMLText.escaped(shown))</\(tag)>"
      }
      return "<tr>\(html.joined())</tr>"
    }
    let head = table.header.isEmpty ? "" : "<thead>\(row(table.header, "th", " scope=\"col\""))</thead>"
    let body = table.rows.map { row($0, "td", "") }.joined()
    let context: [String: Any?] = [
      "rows": "\(head)<tbody>\(body)</tbody>", "isNumeric": table.isNumeric,
      "isMatrix": table.header.isEmpty && table.isNumeric, "isHeadless": table.header.isEmpty,
      "isLong": table.rows.count > Self.longTable,
    ]
    return try render("table", context.merging(try caption(place, nil)) { _, new in new })
  }

  /// Accuracy with its support, a row a data set.
  func metrics(_ metrics: MetricsOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let rows: [[String: Any]] = metrics.rows.map { row in
      [
        "name": row.name, "accuracy": NumberText.fixed(row.accuracy, 2), "loss": NumberText.fixed(row.loss, 3),
        "support": row.support, "isComparable": row.isComparable,
        "exact": NumberText.fixed(row.accuracy, 4),
      ]
    }
    let context: [String: Any?] = [
      "rows": rows, "hasPerClass": !metrics.perClass.isEmpty, "perClass": perClassRows(metrics.perClass),
      "isComparable": metrics.rows.allSatisfy(\.isComparable),
    ]
    return try render(
      "metrics", context.merging(try caption(place, labels[.metricsCaption])) { _, new in new })
  }

  /// Precision, recall, F1 and support of each class.
  func perClassRows(_ classes: [ClassMetrics]) -> [[String: Any]] {
    classes.map { row in
      [
        "name": row.name, "precision": NumberText.fixed(row.precision, 2), "recall": NumberText.fixed(row.recall, 2),
        "f1": NumberText.fixed(row.f1, 2), "support": row.support,
      ]
    }
  }

  /// Counts on a heat scale, the share of its true class deciding the shade of a cell.
  func confusionMatrix(_ matrix: ConfusionMatrixOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let rows: [[String: Any]] = zip(matrix.classNames, matrix.counts).enumerated().map { i, row in
      let total = max(1, row.1.reduce(0, +))
      let cells: [[String: Any]] = row.1.enumerated().map { j, count in
        let share = Double(count) / Double(total)
        let step = count == 0 ? 0 : min(9, 1 + Int(share * 9))
        return [
          "count": count, "class": "heat-\(step)" + (i == j ? " diagonal" : ""),
          "title": "\(matrix.classNames[i]) → \(matrix.classNames[j]): \(count)",
        ]
      }
      return ["name": row.0, "cells": cells]
    }
    let context: [String: Any?] = [
      "classNames": matrix.classNames, "classCount": matrix.classNames.count, "matrixRows": rows,
      "hasPerClass": !matrix.perClass.isEmpty, "perClass": perClassRows(matrix.perClass),
      "classSections": classSections(matrix, anchor: place?.anchor ?? "classes"),
      "isComparable": embeddedDatasets.isEmpty, "isLong": matrix.classNames.count > Self.longTable,
      // Up to ten classes the measures have room beside the matrix, a row a class.
      "isBeside": matrix.classNames.count <= 10 && matrix.perClass.count == matrix.classNames.count,
    ]
    return try render(
      "confusion-matrix", context.merging(try caption(place, labels[.confusionCaption])) { _, new in new })
  }

  /// Keras's table of layers; how a count comes about unfolds.
  func summary(_ summary: SummaryOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let layers: [[String: Any]] = summary.layers.map { layer in
      let formulas = [layer.shapeFormula, layer.parameterFormula].filter { !$0.isEmpty }
      return [
        "name": layer.name, "type": layer.type, "shape": Self.kerasShape(layer.outputShape),
        "parameters": NumberText.grouped(layer.parameters), "formulas": formulas, "hasFormulas": !formulas.isEmpty,
      ]
    }
    let context: [String: Any?] = [
      "layers": layers, "total": NumberText.grouped(summary.trainableParameters + summary.nonTrainableParameters),
      "trainable": NumberText.grouped(summary.trainableParameters),
      "nonTrainable": NumberText.grouped(summary.nonTrainableParameters),
    ]
    return try render(
      "summary", context.merging(try caption(place, labels[.summaryCaption])) { _, new in new })
  }

  /// `(None, 30, 30, 64)`
  static func kerasShape(_ shape: [Int]) -> String {
    "(" + (["None"] + shape.map(String.init)).joined(separator: ", ") + ")"
  }
}
