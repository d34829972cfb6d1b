import ConvNet
import LessonEvents

/// Accuracy with its support, one row a data set, as the course's slides print it; the errors of regressions.
public struct Accuracies: Showable {
  private let rows: [(name: String, result: Evaluation)]

  /// Results under the names that the table gives them: `("Train", …)`, `("Test", …)`.
  public init(_ rows: [(String, Evaluation)]) { self.rows = rows.map { (name: $0.0, result: $0.1) } }

  /// One table of metrics; without an accuracy, the errors of the predicted numbers.
  public var cellOutputs: [CellOutput] {
    let errors = rows.compactMap { $0.result.regression }
    if !errors.isEmpty, errors.count == rows.count { return errorTable(errors).cellOutputs }
    return [.metrics(MetricsOutput(rows: rows.map { .init(name: $0.name, $0.result) }))]
  }

  private func errorTable(_ errors: [RegressionMetrics]) -> Table {
    Table(
      header: [
        localized(es: "Datos", en: "Data"), "MSE", "MAE", "R²", localized(es: "Pérdida", en: "Loss"),
        localized(es: "Soporte", en: "Support"),
      ],
      rows: zip(rows, errors).map { row, errors in
        [
          row.name, errors.meanSquaredError, errors.meanAbsoluteError, errors.rSquared, row.result.loss,
          row.result.support,
        ]
      })
  }
}

/// Precision, recall and F1 of each class, with its support.
public struct PerClass: Showable {
  private let result: Evaluation

  /// The classes of a result.
  public init(_ result: Evaluation) { self.result = result }

  /// One table of metrics with the classes; a regression's errors, for it has none.
  public var cellOutputs: [CellOutput] {
    if result.regression != nil { return result.cellOutputs }
    let name = localized(es: "Evaluación", en: "Evaluation")
    return [
      .metrics(
        MetricsOutput(rows: [.init(name: name, result)], perClass: result.perClass.map(ClassMetrics.init)))
    ]
  }
}
