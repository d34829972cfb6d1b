import ConvNet
import LessonEvents

/// Examples over one feature and what a model says along it.
public struct RegressionLine: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Asks the model along the whole range of the feature.
  ///
  /// - Parameters:
  ///   - model: a model with input `[1]` and one output.
  ///   - x: the feature of each example.
  ///   - y: the target of each example.
  ///   - featureName: what stands along the horizontal axis.
  ///   - targetName: what stands along the vertical axis.
  ///   - samples: how many points the curve has.
  /// - Throws: `FigureError` for another model, lists of different length, and values that are not finite.
  public init(
    of model: Sequential, x: [Float], y: [Float], featureName: String = "x", targetName: String = "y",
    samples: Int = 64
  ) throws {
    let inputShape = model.summary.inputShape
    guard inputShape == [1] else { throw FigureError.features(expected: 1, inputShape: inputShape) }
    guard x.count == y.count else {
      throw FigureError.counts(what: "features", count: x.count, other: "targets", otherCount: y.count)
    }
    guard let least = x.min(), let greatest = x.max() else { throw FigureError.empty(what: "examples") }
    guard (x + y).allSatisfy(\.isFinite) else { throw FigureError.notFinite(what: "the examples") }
    let steps = max(samples, 2)
    let along = (0..<steps).map { least + (greatest - least) * Float($0) / Float(steps - 1) }
    let answers = try model.predict(Tensor(shape: [steps, 1], along))
    guard answers.shape == [steps, 1] else {
      throw FigureError.shape(what: "the model's output", shape: answers.shape, expected: "[\(steps), 1]")
    }
    guard answers.isFinite else { throw FigureError.notFinite(what: "the model's answers") }
    content = .regression(
      RegressionPlot(
        featureName: featureName, targetName: targetName, points: Self.pairs(x, y),
        line: Self.pairs(along, answers.values)
      ))
  }

  /// As above, of features and targets as `fit` takes them: `[examples]` or `[examples, 1]`.
  public init(
    of model: Sequential, x: Tensor, y: Tensor, featureName: String = "x", targetName: String = "y", samples: Int = 64
  ) throws {
    for (what, tensor) in [("x", x), ("y", y)] where tensor.rank != 1 && !(tensor.rank == 2 && tensor.shape[1] == 1) {
      throw FigureError.shape(what: what, shape: tensor.shape, expected: "[examples] or [examples, 1]")
    }
    try self.init(
      of: model, x: x.values, y: y.values, featureName: featureName, targetName: targetName, samples: samples)
  }

  private static func pairs(_ x: [Float], _ y: [Float]) -> [[Double]] {
    zip(x, y).map { [Double($0), Double($1)] }
  }
}
