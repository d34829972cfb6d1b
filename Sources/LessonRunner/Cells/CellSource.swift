import LessonDocument
import LessonEvents

/// The code of a cell with the place it comes from.
struct CellSource: Sendable {
  let cell: Cell
  let code: String
  /// The file as diagnostics name it.
  let file: String
  /// Line of the first line of the code in that file.
  let firstLine: Int

  /// Reads the code of a cell, from the lesson or from the file beside it that `file:` names.
  ///
  /// Throws `CellFailure` where that file cannot be read.
  init(_ cell: Cell, of lesson: Lesson) throws(CellFailure) {
    self.cell = cell
    do {
      code = try cell.code(beside: lesson.path)
    } catch {
      throw CellFailure(message: error.message, line: cell.fenceLine)
    }
    file = cell.options.file ?? lesson.path
    firstLine = cell.options.file == nil ? cell.codeLine : 1
  }
}

extension CellFailure: Error {}
