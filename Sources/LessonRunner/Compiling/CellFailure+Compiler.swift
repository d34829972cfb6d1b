import LessonEvents

extension CellFailure {
  /// The failure of a cell that does not compile: its first error, the others below with their places.
  ///
  /// - Parameter cells: all cells of the lesson, to name the one that holds an earlier declaration.
  init(_ errors: [CompilerDiagnostic], cell: CellSource, cells: [CellSource] = []) {
    guard let first = errors.first else {
      self.init(message: "the compiler gave up on this cell without a reason", line: cell.firstLine)
      return
    }
    let others = errors.dropFirst().prefix(4).map { error in
      let place = error.place(in: cell)
      return CellFailure.further(error.sentence(cells: cells), line: place.line, column: place.column)
    }
    let more = errors.count > 5 ? ["and \(errors.count - 5) more"] : []
    let place = first.place(in: cell)
    self.init(
      message: ([first.sentence(cells: cells)] + others + more).joined(separator: "\n"), line: place.line,
      column: place.column, file: cell.cell.options.file)
  }
}

extension CompilerDiagnostic {
  private static let redeclaration = "invalid redeclaration of "

  /// Whether the error is a name that is declared twice.
  var isRedeclaration: Bool { error.message.hasPrefix(Self.redeclaration) }

  /// Where the author meets the error. What is missing at the end of the code lies outside the cell for the compiler; its
  /// note then points at what is open.
  func place(in cell: CellSource) -> (line: Int, column: Int?) {
    let written = cell.firstLine...cell.lastWrittenLine
    guard let place = ([error] + notes).first(where: { $0.file == cell.file && written.contains($0.line) }) else {
      return (cell.lastWrittenLine, nil)
    }
    return (place.line, cell.column(ofByte: place.column, line: place.line))
  }

  /// The sentence a reader sees. A name declared twice names the cell of the first; a fix stands with its error, the
  /// compiler's where it suggests one.
  func sentence(cells: [CellSource]) -> String {
    if isRedeclaration, let note = notes.first(where: { $0.message.hasSuffix("previously declared here") }),
      let first = cells.first(where: { $0.file == note.file && $0.lines.contains(note.line) })
    {
      let name = error.message.dropFirst(Self.redeclaration.count)
      return CellFailure.redeclared(String(name), in: first, line: note.line)
    }
    let suggestion = notes.first { $0.message.hasPrefix("did you mean") }.map { " (\($0.message))" }
    return error.message + (suggestion ?? hint)
  }
}
