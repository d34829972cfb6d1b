import LessonDocument

/// From places that the compiler names back to the lesson.
extension ProgramWriter {
  /// The cell that holds a place. The call that shows a trailing expression stands on the line above it, which may be the
  /// one before the cell.
  func part(at place: CompilerDiagnostic.Remark) -> Part? {
    let inFile = parts.filter { $0.source.file == place.file }
    return inFile.first { $0.source.lines.contains(place.line) }
      ?? inFile.first { $0.source.firstLine - 1 == place.line }
  }

  /// The inline value that holds a place.
  func inlineValue(at place: CompilerDiagnostic.Remark) -> InlineValue? {
    inlineValues.first { inlineFile($0) == place.file }
  }

  /// Column in the lesson of a place within an inline value.
  func column(_ place: CompilerDiagnostic.Remark, _ value: InlineValue) -> Int {
    let bytes = place.column - 1 - Self.inlinePrefix(value).utf8.count
    guard (0...value.expression.utf8.count).contains(bytes) else { return value.location.column }
    return value.location.column + String(decoding: value.expression.utf8.prefix(bytes), as: UTF8.self).count
  }

  /// What stands before the expression on its line.
  static func inlinePrefix(_ value: InlineValue) -> String {
    "do { LessonProgram.inlineValue(\(value.index), try "
  }

  /// The name of the file that diagnostics give for an inline value: two may stand on one line.
  func inlineFile(_ value: InlineValue) -> String { "\(path)#value\(value.index)" }
}
