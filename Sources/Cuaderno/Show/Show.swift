import LessonEvents

/// Shows a value in the report, below the cell, as its description.
public func show(_ value: Any) {
  LessonProgram.emit(.text(String(describing: value)))
}
