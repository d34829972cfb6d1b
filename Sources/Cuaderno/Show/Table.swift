import LessonEvents

/// A table: a header (which may be empty) and rows of strings and numbers.
public struct Table: Showable {
  /// Names of the columns; empty for a table without a header.
  public var header: [String]
  /// Cells of any type, row by row; strings as they are, numbers written alike within their column.
  public var rows: [[Any]]

  /// A table with the given header and rows; rows may differ in length.
  public init(header: [String] = [], rows: [[Any]]) {
    self.header = header
    self.rows = rows
  }

  /// One table output; set as numeric where every cell is a number.
  public var cellOutputs: [CellOutput] {
    let numbers = rows.map { $0.map(Scalar.number) }
    let width = rows.map(\.count).max() ?? 0
    let columns = (0..<width).map { column in
      NumberColumn(numbers.compactMap { column < $0.count ? $0[column] : nil })
    }
    let texts = zip(rows, numbers).map { row, numbers in
      row.indices.map { column in
        numbers[column].map(columns[column].text) ?? Self.text(row[column])
      }
    }
    let isNumeric = numbers.contains { !$0.isEmpty } && numbers.allSatisfy { $0.allSatisfy { $0 != nil } }
    let numberColumns =
      isNumeric
      ? []
      : (0..<width).filter { column in
        let present = zip(texts, numbers).filter { column < $0.0.count && !$0.0[column].isEmpty }
        return !present.isEmpty && present.allSatisfy { $0.1[column] != nil }
      }
    return [
      .table(TableOutput(header: header, rows: texts, isNumeric: isNumeric, numberColumns: numberColumns))
    ]
  }

  private static func text(_ value: Any) -> String {
    Optionals.unwrapped(value).map { String(describing: $0) } ?? ""
  }
}
