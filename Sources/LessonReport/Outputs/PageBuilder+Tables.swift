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
    let isMatrix = table.header.isEmpty && table.isNumeric
    let cut = TableCut(rowCount: table.rows.count)
    let rows = grouped(cut.map { $0.kept(table.rows) } ?? table.rows, of: table, width: width)
    let head = table.header.isEmpty ? "" : "<thead>\(row(table.header, "th", " scope=\"col\""))</thead>"
    var body = rows.map { row($0, "td", "") }
    if let cut { body.insert(cut.gap(width: width), at: cut.first) }
    let context: [String: Any?] = [
      "rows": "\(head)<tbody>\(body.joined())</tbody>", "isNumeric": table.isNumeric, "isMatrix": isMatrix,
      "isHeadless": table.header.isEmpty, "isLong": rows.count > Self.longTable, "cut": cut.map(cutNote),
      // The columns of a matrix are as wide as its longest number.
      "longest": isMatrix ? rows.joined().map(\.count).max() : nil,
    ]
    return try render("table", context.merging(try caption(place, nil)) { _, new in new })
  }

  /// The rows with their long numbers grouped: those of a matrix alike, else column by column.
  private func grouped(_ rows: [[String]], of table: TableOutput, width: Int) -> [[String]] {
    if table.isNumeric, table.header.isEmpty {
      var all = thousands.column(Array(rows.joined()))[...]
      return rows.map { row in
        defer { all = all.dropFirst(row.count) }
        return Array(all.prefix(row.count))
      }
    }
    var rows = rows
    for column in table.isNumeric ? Array(0..<width) : table.numberColumns {
      let places = rows.indices.filter { column < rows[$0].count }
      for (place, text) in zip(places, thousands.column(places.map { rows[$0][column] })) { rows[place][column] = text }
    }
    return rows
  }

  /// What a table that is cut says of its size.
  func cutNote(_ cut: TableCut) -> String {
    labels.text(
      .tableCut, ["n": thousands.grouped(cut.rowCount), "first": "\(cut.first)", "last": "\(cut.last)"])
  }

  /// Accuracy with its support, a row a data set; the measures of each class with the accuracy at their foot.
  func metrics(_ metrics: MetricsOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let classes = metrics.perClass
    let support = thousands.column(metrics.rows.map(\.support) + classes.map(\.support))
    let rows: [[String: Any]] = zip(metrics.rows, support).map { row, support in
      [
        "name": row.name, "accuracy": NumberText.fixed(row.accuracy, 2), "loss": NumberText.fixed(row.loss, 3),
        "support": support, "isComparable": row.isComparable, "exact": NumberText.fixed(row.accuracy, 4),
      ]
    }
    let context: [String: Any?] = [
      "rows": rows, "perClass": perClassRows(classes, support: Array(support.dropFirst(rows.count))),
      "isComparable": metrics.rows.allSatisfy(\.isComparable), "isLong": classes.count > Self.longTable,
    ]
    let words = try caption(place, labels[classes.isEmpty ? .metricsCaption : .perClassTableCaption])
    return try render(classes.isEmpty ? "metrics" : "class-metrics", context.merging(words) { _, new in new })
  }

  /// Precision, recall, F1 and support of each class.
  func perClassRows(_ classes: [ClassMetrics], support: [String]? = nil) -> [[String: Any]] {
    zip(classes, support ?? thousands.column(classes.map(\.support))).map { row, support in
      [
        "name": row.name, "precision": NumberText.fixed(row.precision, 2), "recall": NumberText.fixed(row.recall, 2),
        "f1": NumberText.fixed(row.f1, 2), "support": support,
      ]
    }
  }

  /// Counts on a heat scale, the share of its true class deciding the shade of a cell.
  func confusionMatrix(_ matrix: ConfusionMatrixOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let isLong = matrix.counts.joined().contains { $0 > 9999 }
    let rows: [[String: Any]] = zip(matrix.classNames, matrix.counts).enumerated().map { i, row in
      let total = max(1, row.1.reduce(0, +))
      let cells: [[String: Any]] = row.1.enumerated().map { j, count in
        let share = Double(count) / Double(total)
        let step = count == 0 ? 0 : min(9, 1 + Int(share * 9))
        let shown = thousands.grouped(count, from: isLong ? 4 : 5)
        return [
          "count": shown, "class": "heat-\(step)" + (i == j ? " diagonal" : ""),
          "title": "\(matrix.classNames[i]) → \(matrix.classNames[j]): \(shown)",
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
      "printSize": Self.printSize(of: matrix).map { NumberText.fixed($0, 1) },
    ]
    return try render(
      "confusion-matrix", context.merging(try caption(place, labels[.confusionCaption])) { _, new in new })
  }

  /// Size in points at which a matrix of more than ten classes fits the width of A4: 495 points, of which each column takes
  /// its digits (0.65 of the size each) and a line, the names of the rows 0.6 a letter.
  private static func printSize(of matrix: ConfusionMatrixOutput) -> Double? {
    let columns = Double(matrix.classNames.count)
    guard columns > 10 else { return nil }
    let digits = matrix.counts.joined().map { "\($0)".count }.max() ?? 1
    let letters = max(7, matrix.classNames.map(\.count).max() ?? 0)
    let room = max(495 - columns, 0)
    return min(7.6, room / (columns * max(Double(digits) * 0.65, 1.1) + Double(letters) * 0.6))
  }

  /// Keras's table of layers; how a count comes about unfolds.
  func summary(_ summary: SummaryOutput, place: Numbering.Place?) throws(ReportError) -> String {
    let totals = [
      summary.trainableParameters + summary.nonTrainableParameters, summary.trainableParameters,
      summary.nonTrainableParameters,
    ]
    let counts = thousands.column(totals + summary.layers.map(\.parameters))
    let layers: [[String: Any]] = zip(summary.layers, counts.dropFirst(totals.count)).map { layer, count in
      let formulas = [layer.shapeFormula, layer.parameterFormula].filter { !$0.isEmpty }.map(thousands.inside)
      return [
        "name": layer.name, "type": layer.type, "shape": Self.kerasShape(layer.outputShape),
        "parameters": count, "formulas": formulas, "hasFormulas": !formulas.isEmpty,
      ]
    }
    let context: [String: Any?] = [
      "layers": layers, "total": counts[0], "trainable": counts[1], "nonTrainable": counts[2],
    ]
    return try render(
      "summary", context.merging(try caption(place, labels[.summaryCaption])) { _, new in new })
  }

  /// `(None, 30, 30, 64)`
  static func kerasShape(_ shape: [Int]) -> String {
    "(" + (["None"] + shape.map(String.init)).joined(separator: ", ") + ")"
  }
}
