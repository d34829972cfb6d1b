/// What a page leaves out of a table that is too long to be read: the rows in its middle.
struct TableCut {
  /// Rows of the whole table.
  let rowCount: Int
  /// Rows that stand before the gap, and after it.
  let first = 50
  let last = 10

  /// `nil` for a table that is shown whole: up to 200 rows.
  init?(rowCount: Int) {
    guard rowCount > 200 else { return nil }
    self.rowCount = rowCount
  }

  /// The rows that stay.
  func kept<Row>(_ rows: [Row]) -> [Row] { Array(rows.prefix(first) + rows.suffix(last)) }

  /// The row that stands for what is left out.
  func gap(width: Int) -> String { "<tr class=\"gap\"><td colspan=\"\(max(1, width))\">⋮</td></tr>" }
}
