import ConvNet
import LessonEvents

/// Accuracy with its support, one row a data set, as the course's slides print it.
public struct Accuracies: Showable {
  private let rows: [(name: String, result: Evaluation)]

  /// Results under the names that the table gives them: `("Train", …)`, `("Test", …)`.
  public init(_ rows: [(String, Evaluation)]) { self.rows = rows.map { (name: $0.0, result: $0.1) } }

  /// One table of metrics.
  public var cellOutputs: [CellOutput] {
    [.metrics(MetricsOutput(rows: rows.map { .init(name: $0.name, $0.result) }))]
  }
}

/// Precision, recall and F1 of each class, with its support.
public struct PerClass: Showable {
  private let result: Evaluation

  /// The classes of a result.
  public init(_ result: Evaluation) { self.result = result }

  /// One table of metrics with the classes.
  public var cellOutputs: [CellOutput] {
    let name = localized(es: "Evaluación", en: "Evaluation")
    return [
      .metrics(
        MetricsOutput(rows: [.init(name: name, result)], perClass: result.perClass.map(ClassMetrics.init)))
    ]
  }
}
