/// Shows a value in the report, below the cell: a string, number, table, tensor, summary, history, evaluation,
/// confusion matrix or figure, whatever is `Showable`; anything else as its description.
///
/// `caption` (inline Markdown) and `alt` (alternative text) belong to a figure and come before the options of the cell.
public func show(_ value: Any, caption: String? = nil, alt: String? = nil) {
  for output in CellOutput.outputs(for: value) {
    LessonProgram.emit(output.captioned(caption, alt: alt))
  }
}

extension CellOutput {
  /// The same output; a figure with the caption and the alternative text that are not `nil`.
  func captioned(_ caption: String?, alt: String?) -> CellOutput {
    guard case .figure(var figure) = self else { return self }
    figure.caption = caption ?? figure.caption
    figure.alt = alt ?? figure.alt
    return .figure(figure)
  }
}
