import LessonDocument
import LessonEvents

extension PageBuilder {
  /// A cell: its code, what it printed, what it showed, and how it failed.
  func cell(_ cell: Cell) throws(ReportError) -> String {
    guard cell.options.include || hasFailed(cell) else { return "" }
    guard cell.index < run.cells.count else { return "" }
    let result = run.cells[cell.index]
    let code = lesson.code(of: cell)
    currentLine = cell.fenceLine
    currentBlock = SourceLocation(line: cell.fenceLine)
    currentLevel = numbering.levelsBelow[cell.index]
    var outputs = ""
    if cell.options.output {
      if !result.stdout.isEmpty { outputs += try render("stdout", ["text": bounded(result.stdout)]) }
      for (i, output) in result.outputs.enumerated() {
        outputs += try self.output(output, place: numbering.places[cell.index][i])
      }
    }
    return try render(
      "cell",
      [
        "code": cell.options.echo == .hide ? nil : try typesetter.highlighted(code, language: "swift"),
        "isFolded": cell.options.echo == .fold,
        "isSkipped": result.status == .skipped && cell.options.eval,
        "outputs": outputs.isEmpty ? nil : outputs,
        "failure": try failure(of: cell, result),
      ])
  }

  private func hasFailed(_ cell: Cell) -> Bool {
    guard cell.index < run.cells.count else { return false }
    return ![.ok, .skipped].contains(run.cells[cell.index].status)
  }

  /// Text that a cell printed, without the blank lines at its end.
  private func bounded(_ text: String) -> String {
    var text = text[...]
    while text.last?.isNewline == true { text = text.dropLast() }
    return String(text)
  }

  private func failure(of cell: Cell, _ result: CellRun) throws(ReportError) -> String? {
    guard result.status != .ok, result.status != .skipped else { return nil }
    let title: LabelKey =
      switch result.status {
      case .timeout: .cellTimeout
      case .killed: .cellKilled
      default: cell.options.error ? .expectedError : .cellError
      }
    let error = result.error
    return try render(
      "failure",
      [
        "title": labels[title], "isExpected": cell.options.error, "message": error?.message,
        "where": error.flatMap(place),
        "excerpt": error.flatMap { excerpt(around: $0) },
      ])
  }

  /// `line 12`, or `helpers.swift, line 12` where the line is one of a file beside the lesson.
  private func place(of error: CellFailure) -> String? {
    error.line.map { line in
      [error.file, labels.text(.line, ["n": "\(line)"])].compactMap(\.self).joined(separator: ", ")
    }
  }

  /// The line of an error with its neighbours, numbered, the line itself marked; it may be one of an earlier cell, of which a
  /// function was called.
  private func excerpt(around error: CellFailure) -> [[String: Any]]? {
    guard let line = error.line else { return nil }
    for cell in lesson.cells where cell.options.file == error.file {
      let first = error.file == nil ? cell.codeLine : 1
      var code = lesson.code(of: cell).split(separator: "\n", omittingEmptySubsequences: false)
      while let last = code.last, last.allSatisfy(\.isWhitespace) { code.removeLast() }
      guard line >= first, code.indices.contains(line - first) else { continue }
      let here = line - first
      return (max(0, here - 2)...min(code.count - 1, here + 2)).map { i in
        ["n": first + i, "code": String(code[i]), "isMarked": i == here]
      }
    }
    return nil
  }
}
