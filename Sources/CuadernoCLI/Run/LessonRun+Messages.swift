import LessonDocument
import LessonEvents

extension LessonRun {
  /// Sentences about all that failed, in the form that editors and terminals make links of: `path:line:column: error: …`.
  func failureMessages(of lesson: Lesson) -> [String] {
    var messages: [String] = []
    for (cell, run) in zip(lesson.cells, cells) {
      guard let error = run.error, !(cell.options.error && run.status == .error) else { continue }
      messages.append(error.located(in: lesson.path, line: cell.fenceLine))
    }
    messages += failures.map { $0.located(in: lesson.path, line: 1) }
    for (cell, run) in zip(lesson.cells, cells) {
      for check in run.checks where check.verdict == .missed {
        let place = "\(path(of: cell.options.file, beside: lesson.path)):\(check.line)"
        messages.append("\(place): check missed: \(check.name)" + (check.note.isEmpty ? "" : ": \(check.note)"))
      }
    }
    return messages
  }
}

/// The file that a line is of: one beside the lesson, or the lesson itself.
private func path(of file: String?, beside lesson: String) -> String {
  guard let file, !file.hasPrefix("/"), let end = lesson.lastIndex(of: "/") else { return file ?? lesson }
  return lesson[...end] + file
}

extension CellFailure {
  fileprivate func located(in path: String, line defaultLine: Int) -> String {
    let column = column.map { ":\($0)" } ?? ""
    return "\(CuadernoCLI.path(of: file, beside: path)):\(line ?? defaultLine)\(column): error: \(message)"
  }
}
