import ConvNet
import LessonEvents

extension History: Showable {
  /// Curves of loss and metrics by epoch.
  public var cellOutputs: [CellOutput] {
    [.history(HistoryOutput(series: series.map { .init(name: $0.name, values: $0.values) }))]
  }
}

extension Evaluation: Showable {
  /// Accuracy with its support; the errors of a regression.
  public var cellOutputs: [CellOutput] {
    Accuracies([(localized(es: "Evaluación", en: "Evaluation"), self)]).cellOutputs
  }
}

extension ConfusionMatrix: Showable {
  /// The matrix, with precision and recall of each class; a sentence where there are no classes, as for a regression.
  public var cellOutputs: [CellOutput] {
    guard !classNames.isEmpty else {
      return [
        .text(localized(es: "No hay clases: se predicen números.", en: "There are no classes: numbers are predicted."))
      ]
    }
    return [.confusionMatrix(ConfusionMatrixOutput(self))]
  }
}

extension ConfusionMatrixOutput {
  init(_ matrix: ConfusionMatrix) {
    self.init(
      classNames: matrix.classNames, counts: matrix.counts, perClass: matrix.perClass.map(ClassMetrics.init))
  }
}

extension MetricsOutput.Row {
  init(name: String, _ result: Evaluation) {
    self.init(
      name: name, accuracy: Double(result.accuracy), loss: Double(result.loss), support: result.support,
      isComparable: result.isComparable)
  }
}

extension ClassMetrics {
  init(_ report: ClassReport) {
    self.init(
      name: report.name, precision: Double(report.precision), recall: Double(report.recall), f1: Double(report.f1),
      support: report.support)
  }
}
