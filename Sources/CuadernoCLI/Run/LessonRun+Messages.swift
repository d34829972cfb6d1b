import LessonDocument
import LessonEvents
import LessonReport
import LessonRunner

extension LessonRun {
  /// Sentences about all that failed, in the form that editors and terminals make links of: `path:line:column: error: …`.
  func failureMessages(of lesson: Lesson) -> [String] {
    var messages: [String] = []
    let ending = expectedEnding(of: lesson)
    for (cell, run) in zip(lesson.cells, cells) {
      guard var error = run.error else { continue }
      if cell.options.error, run.status == .error {
        guard cell.index == ending else { continue }
        error.message +=
          "; this error was expected, but the cells behind it did not run: none can after a trap, nor "
          + "after an error that is thrown before the cell has declared what they use"
      }
      messages.append(error.located(in: lesson.path, line: cell.fenceLine))
    }
    messages += failures.map { $0.located(in: lesson.path, line: 1) }
    for (cell, run) in zip(lesson.cells, cells) {
      for check in run.checks where check.verdict == .missed {
        let place = "\(path(of: cell.options.file, beside: lesson.path)):\(check.line)"
        messages.append("\(place): check missed: \(check.name)" + (check.difference.map { ": \($0)" } ?? ""))
      }
    }
    return messages
  }

  /// Index of the cell whose error ended the lesson although it was expected, where there was more to run.
  private func expectedEnding(of lesson: Lesson) -> Int? {
    guard let ending = endingCell, lesson.cells[ending].options.error, cells[ending].status == .error else {
      return nil
    }
    let behind = zip(lesson.cells, cells).dropFirst(ending + 1)
    return behind.contains { cell, run in cell.options.eval && run.status == .skipped } ? ending : nil
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
    let file = CuadernoCLI.path(of: file, beside: path)
    return "\(file):\(line ?? defaultLine)\(column): error: \(message(naming: file))"
  }
}

extension CheckResult {
  /// What differs: the check's own note, or the two numbers, as in `0.22, expected 0.9 ± 0.1`.
  fileprivate var difference: String? {
    guard note.isEmpty else { return note }
    guard case (.number(let ours), .number(let wanted)) = (actual, expected) else { return nil }
    // As many digits as tell the two apart.
    let digits = [6, 9, 17].first { NumberText.plain(ours, digits: $0) != NumberText.plain(wanted, digits: $0) } ?? 6
    let numbers = "\(NumberText.plain(ours, digits: digits)), expected \(NumberText.plain(wanted, digits: digits))"
    return numbers + (tolerance == 0 ? "" : " ± \(NumberText.plain(tolerance))")
  }
}
