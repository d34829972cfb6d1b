import ConvNet
import LessonEvents

/// The volumes of a network from input to output, each drawn in proportion.
public struct Architecture: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// The model's layers.
  public init(_ model: Sequential) { content = .architecture(SummaryOutput(model.summary)) }
}
