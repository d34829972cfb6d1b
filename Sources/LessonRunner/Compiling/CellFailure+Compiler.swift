import LessonEvents

extension CellFailure {
  /// The failure of a cell that does not compile: its first error, the others below with their lines.
  ///
  /// - Parameter cells: all cells of the lesson, to name the one that holds an earlier declaration.
  init(_ errors: [CompilerDiagnostic], cell: CellSource, cells: [CellSource] = []) {
    guard let first = errors.first else {
      self.init(message: "the compiler gave up on this cell without a reason", line: cell.firstLine)
      return
    }
    let others = errors.dropFirst().prefix(4).map { "line \($0.error.line): \($0.sentence(cells: cells))" }
    let more = errors.count > 5 ? ["and \(errors.count - 5) more"] : []
    // An error at the end of the code lies outside the cell for the compiler; its note points at what is open.
    let place = ([first.error] + first.notes).first { $0.file == cell.file && $0.line > 0 }
    self.init(
      message: ([first.sentence(cells: cells)] + others + more).joined(separator: "\n"),
      line: place?.line ?? cell.lines.upperBound, column: place?.column, file: cell.cell.options.file)
  }
}

extension CompilerDiagnostic {
  /// The sentence a reader sees. A name declared twice names the cell of the first; a fix that the compiler suggests
  /// stands with its error.
  func sentence(cells: [CellSource]) -> String {
    let redeclaration = "invalid redeclaration of "
    if error.message.hasPrefix(redeclaration),
      let note = notes.first(where: { $0.message.hasSuffix("previously declared here") }),
      let first = cells.first(where: { $0.file == note.file && $0.lines.contains(note.line) })
    {
      let name = error.message.dropFirst(redeclaration.count)
      return "\(name) is declared already, \(first.cell.place) (line \(note.line)); cells share one scope"
    }
    let suggestion = notes.first { $0.message.hasPrefix("did you mean") }.map { " (\($0.message))" } ?? ""
    return error.message + suggestion
  }
}
