import LessonDocument

extension Lesson {
  /// What a cell says; nothing where the file beside the lesson cannot be read, which is its failure.
  func code(of cell: Cell) -> String { (try? cell.code(beside: path)) ?? cell.code }

  /// The code that the page shows, cell by cell.
  var shownCode: [String] {
    cells.filter { $0.options.echo != .hide && $0.options.include }.map { code(of: $0) }
  }
}
