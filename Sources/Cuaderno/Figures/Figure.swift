import LessonEvents

/// Something that the report draws. Its caption and alternative text come from `show(figure, caption:alt:)` or from
/// the options of the cell.
public protocol Figure: Showable {
  /// What is drawn, as data.
  var content: FigureOutput.Content { get }
}

extension Figure {
  /// One figure.
  public var cellOutputs: [CellOutput] { [.figure(FigureOutput(content))] }
}
