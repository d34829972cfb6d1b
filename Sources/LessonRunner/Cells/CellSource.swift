import Foundation
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
    guard let name = cell.options.file else {
      code = cell.code
      file = lesson.path
      firstLine = cell.codeLine
      return
    }
    let folder = URL(fileURLWithPath: lesson.path).deletingLastPathComponent()
    let url = URL(fileURLWithPath: name, relativeTo: folder)
    guard let data = try? Data(contentsOf: url) else {
      throw CellFailure(message: "the file '\(name)' beside the lesson cannot be read", line: cell.fenceLine)
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw CellFailure(message: "the file '\(name)' beside the lesson is not UTF-8", line: cell.fenceLine)
    }
    code = text
    file = name
    firstLine = 1
  }
}

extension CellFailure: Error {}
