import LessonEvents

/// Sentences about the one scope that all cells share.
extension CellFailure {
  /// - Parameter name: the name in quotes.
  static func redeclared(_ name: String, in cell: CellSource, line: Int) -> String {
    "\(name) is declared already, \(cell.cell.place) (\(cell.linePlace(line))); cells share one scope"
  }

  static let redeclaredParameters =
    "'params' holds the parameters of the front matter in every cell; choose another name"

  static func usedTooEarly(_ name: String, declaredIn cell: CellSource, line: Int) -> String {
    "'\(name)' has no value here yet: it is declared later, \(cell.cell.place) (\(cell.linePlace(line))), "
      + "and cells run in their order"
  }
}

extension CellSource {
  /// `line 3`, with the file where that is not the lesson.
  fileprivate func linePlace(_ line: Int) -> String {
    cell.options.file.map { "\($0), line \(line)" } ?? "line \(line)"
  }
}
