import LessonEvents

/// Shows a value in the report, below the cell: a string, number, table, tensor, summary, history, evaluation,
/// confusion matrix or figure, whatever is `Showable`; anything else as its description.
///
/// `caption` (inline Markdown) numbers what is shown as a figure or a table; it and `alt` (the alternative text of a figure)
/// come before the options of the cell. Of several outputs the first takes them.
public func show(_ value: Any, caption: String? = nil, alt: String? = nil) {
  for output in CellOutput.outputs(for: value, caption: caption, alt: alt) {
    LessonProgram.emit(output)
  }
}

extension CellOutput {
  /// The outputs for any value, the first with the words that are not `nil`.
  package static func outputs(for value: Any, caption: String?, alt: String?) -> [CellOutput] {
    var outputs = outputs(for: value)
    if let first = outputs.first { outputs[0] = first.captioned(caption, alt: alt) }
    return outputs
  }
}
