import LessonEvents

/// Numbers in rows, written alike throughout: how vectors, matrices and small tensors are shown.
enum Matrix {
  /// The most rows and columns that are shown as a table; what is larger is shown by shape and a preview.
  static let mostRows = 40
  static let mostColumns = 28

  static func fits(rows: Int, columns: Int) -> Bool {
    (1...mostRows).contains(rows) && (1...mostColumns).contains(columns)
  }

  static func output(_ rows: [[Double]]) -> CellOutput {
    let column = NumberColumn(rows.joined())
    return .table(TableOutput(rows: rows.map { $0.map(column.text) }, isNumeric: true))
  }
}
