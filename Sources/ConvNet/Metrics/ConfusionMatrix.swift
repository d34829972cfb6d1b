/// Counts of predictions: the row is the true class, the column the predicted one.
public struct ConfusionMatrix: Sendable, Equatable {
  /// Names of the classes, in the order of rows and columns.
  public let classNames: [String]
  /// `counts[true][predicted]`
  public let counts: [[Int]]

  /// Precision, recall and F1 of each class.
  public var perClass: [ClassReport] {
    classNames.indices.map { index in
      let hits = counts[index][index]
      let support = counts[index].reduce(0, +)
      let predicted = counts.reduce(0) { $0 + $1[index] }
      return ClassReport(name: classNames[index], hits: hits, predicted: predicted, support: support)
    }
  }
}

/// Precision, recall and F1 of one class, in 0...1.
public struct ClassReport: Sendable, Equatable {
  /// Name of the class.
  public var name: String
  /// Share of the predictions of this class that are right; 0 where there are none, as in scikit-learn.
  public var precision: Double
  /// Share of the examples of this class that were found; 0 where there are none.
  public var recall: Double
  /// Harmonic mean of precision and recall; 0 where both are.
  public var f1: Double
  /// Number of examples of this class.
  public var support: Int

  init(name: String, hits: Int, predicted: Int, support: Int) {
    self.name = name
    self.support = support
    precision = predicted > 0 ? Double(hits) / Double(predicted) : 0
    recall = support > 0 ? Double(hits) / Double(support) : 0
    f1 = predicted + support > 0 ? 2 * Double(hits) / Double(predicted + support) : 0
  }

  init(name: String, precision: Double, recall: Double, f1: Double, support: Int) {
    self.name = name
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.support = support
  }
}

extension ConfusionMatrix {
  /// The mean over all classes, each counting the same, one that occurs nowhere with 0.
  public var macroAverage: ClassReport { perClass.macroAverage }
  /// The mean over the classes, each counting by its support.
  public var weightedAverage: ClassReport { perClass.weightedAverage }
}

extension [ClassReport] {
  var macroAverage: ClassReport { average("macro avg") { _ in 1 } }
  var weightedAverage: ClassReport { average("weighted avg") { Double($0.support) } }

  private func average(_ name: String, weight: (ClassReport) -> Double) -> ClassReport {
    let total = reduce(0) { $0 + weight($1) }
    func mean(_ value: (ClassReport) -> Double) -> Double {
      total > 0 ? reduce(0) { $0 + weight($1) * value($1) } / total : 0
    }
    return ClassReport(
      name: name, precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1),
      support: reduce(0) { $0 + $1.support })
  }
}

extension ConfusionMatrix: CustomStringConvertible {
  /// The counts in columns, with the names of the classes.
  public var description: String {
    let rows = [[""] + classNames] + zip(classNames, counts).map { [$0] + $1.map(String.init) }
    let widths = (0...classNames.count).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
    }.joined(separator: "\n")
  }
}
