import ConvNet
import LessonEvents

/// The areas that a classifier over two features gives to each class, with the examples on them.
public struct DecisionBoundary: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Asks the model at each place of a grid over the examples and a margin around them.
  ///
  /// - Parameters:
  ///   - model: a classifier with input `[2]`: one output a class, or a single one with a sigmoid.
  ///   - points: `[examples, 2]`.
  ///   - labels: the class of each example.
  ///   - featureNames: names of the two axes.
  ///   - classNames: names of the classes; their numbers where there are none.
  ///   - resolution: places along each axis.
  /// - Throws: `FigureError` for another model, other points, and lists of different length.
  public init(
    of model: Sequential, points: Tensor, labels: [Int], featureNames: [String] = ["x₁", "x₂"],
    classNames: [String] = [], resolution: Int = 100
  ) throws {
    let inputShape = model.summary.inputShape
    guard inputShape == [2] else { throw FigureError.features(expected: 2, inputShape: inputShape) }
    guard points.rank == 2, points.shape[1] == 2 else {
      throw FigureError.shape(what: "the tensor of points", shape: points.shape, expected: "[examples, 2]")
    }
    guard points.shape[0] > 0 else { throw FigureError.empty(what: "points") }
    guard labels.count == points.shape[0] else {
      throw FigureError.counts(what: "labels", count: labels.count, other: "points", otherCount: points.shape[0])
    }
    guard featureNames.count == 2 else {
      throw FigureError.counts(what: "feature names", count: featureNames.count, other: "features", otherCount: 2)
    }
    guard points.isFinite else { throw FigureError.notFinite(what: "the points") }
    let (xRange, yRange) = (Self.range(points.channel(0)), Self.range(points.channel(1)))
    let side = max(resolution, 2)
    let areas = try Self.areas(of: model, xRange: xRange, yRange: yRange, side: side)
    let classes = max(areas.joined().max() ?? 0, labels.max() ?? 0, 1) + 1
    content = .decisionBoundary(
      LessonEvents.DecisionBoundary(
        featureNames: featureNames,
        classNames: (0..<classes).map { $0 < classNames.count ? classNames[$0] : "\($0)" },
        xRange: xRange, yRange: yRange, areas: areas,
        points: labels.indices.map { .init(x: Double(points[$0, 0]), y: Double(points[$0, 1]), label: labels[$0]) }))
  }

  /// Least and greatest value with a tenth of their distance around them.
  private static func range(_ values: Tensor) -> [Double] {
    let (least, greatest) = (Double(values.min), Double(values.max))
    let margin = greatest > least ? (greatest - least) / 10 : 1
    return [least - margin, greatest + margin]
  }

  private static func areas(
    of model: Sequential, xRange: [Double], yRange: [Double], side: Int
  ) throws -> [[Int]] {
    func place(_ index: Int, _ range: [Double]) -> Float {
      Float(range[0] + (range[1] - range[0]) * Double(index) / Double(side - 1))
    }
    let grid = (0..<side).flatMap { row in
      (0..<side).flatMap { column in [place(column, xRange), place(row, yRange)] }
    }
    let scores = try model.predict(Tensor(shape: [side * side, 2], grid))
    guard scores.isFinite else { throw FigureError.notFinite(what: "the model's answers") }
    let classes = scores.shape.last == 1 ? scores.values.map { $0 > 0.5 ? 1 : 0 } : scores.argmax
    return (0..<side).map { Array(classes[$0 * side..<($0 + 1) * side]) }
  }
}
