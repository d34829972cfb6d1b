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
    messages += checks.filter { $0.verdict == .missed }.map { check in
      "\(lesson.path):\(check.line): check missed: \(check.name)" + (check.note.isEmpty ? "" : ": \(check.note)")
    }
    return messages
  }
}

extension CellFailure {
  fileprivate func located(in path: String, line defaultLine: Int) -> String {
    let column = column.map { ":\($0)" } ?? ""
    return "\(file ?? path):\(line ?? defaultLine)\(column): error: \(message)"
  }
}
