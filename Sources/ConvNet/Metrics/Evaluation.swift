import Foundation

/// How a model does on examples.
public struct Evaluation: Sendable, Equatable {
  /// Mean loss, penalties included.
  public var loss: Double
  /// Share of examples told right, in 0...1, of an output with several axes that of its pixels; NaN for regression.
  public var accuracy: Double
  /// Number of examples.
  public var support: Int
  /// Counts of predictions by class; without classes for regression, and where an example may have several labels.
  public var confusionMatrix: ConfusionMatrix
  /// For each place 1, 2, …: how many examples had their true class there, the likeliest class first.
  var rankCounts: [Int]
  /// Precision, recall and F1 of labels of which an example may have several; `nil` elsewhere.
  var labelReports: [ClassReport]?
  /// Errors of predicted numbers; `nil` for classes.
  public var regression: RegressionMetrics?
  /// Name of the data set.
  public var dataset: String
  /// Whether the numbers may be held against a slide's: from the original files, and all of them.
  public var isComparable: Bool

  /// Precision, recall and F1 of each class; of several sigmoids each a label of its own, on either side of one half.
  public var perClass: [ClassReport] { labelReports ?? confusionMatrix.perClass }
  /// Precision, recall and F1 as means over the classes, each counting the same.
  public var macroAverage: ClassReport { perClass.macroAverage }
  /// Precision, recall and F1 as means over the classes, each counting by its support.
  public var weightedAverage: ClassReport { perClass.weightedAverage }

  /// Share of examples whose true class is among the `k` likeliest, of equals the first, as ``accuracy`` takes them.
  ///
  /// - Throws: ``ConvNetError/argument(name:value:rule:)`` where there are not so many classes,
  ///   ``ConvNetError/needsClasses(what:)`` for a regression.
  public func topKAccuracy(_ k: Int) throws -> Double {
    guard !rankCounts.isEmpty else { throw ConvNetError.needsClasses(what: "topKAccuracy") }
    guard (1...rankCounts.count).contains(k) else {
      throw ConvNetError.argument(
        name: "k", value: "\(k)", rule: "from 1 to the number of classes, \(rankCounts.count)")
    }
    return Double(rankCounts.prefix(k).reduce(0, +)) / Double(max(rankCounts.reduce(0, +), 1))
  }
}

extension Evaluation: CustomStringConvertible {
  /// Loss and accuracy, or the errors of a regression, with their support.
  public var description: String {
    let measures =
      regression.map {
        String(
          format: "mse: %.4f - mae: %.4f - r2: %.4f", $0.meanSquaredError, $0.meanAbsoluteError, $0.rSquared)
      } ?? String(format: "accuracy: %.4f", accuracy)
    return "\(measures) - " + String(format: "loss: %.4f", loss) + " - support: \(support)"
  }
}
