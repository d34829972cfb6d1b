import Foundation

/// A table of comma-separated values (RFC 4180): fields may stand in quotation marks, a doubled one inside means itself.
struct CSVTable {
  /// One field and where it stands, both counted from 1.
  struct Field {
    var text: String
    var line: Int
    var column: Int
  }

  /// The most bytes that are read: 512 MiB.
  static let limit = 1 << 29

  let rows: [[Field]]

  init(_ path: String) throws(DatasetError) {
    let file = try DataFile(path)
    guard file.size <= Self.limit else {
      throw .table(file: path, line: 1, column: 1, problem: .tooLarge(limit: Self.limit))
    }
    var bytes: [UInt8] = []
    let block = ByteBlock(count: 1 << 16)
    while true {
      let count = try file.read(into: block.bytes)
      if count == 0 { break }
      bytes.append(contentsOf: block.bytes[..<count])
      guard bytes.count <= Self.limit else {
        throw .table(file: path, line: 1, column: 1, problem: .tooLarge(limit: Self.limit))
      }
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    rows = try Self.rows(bytes, path: path)
  }

  private static func rows(_ bytes: [UInt8], path: String) throws(DatasetError) -> [[Field]] {
    var rows: [[Field]] = []
    var row: [Field] = []
    var text: [UInt8] = []
    var (line, column) = (1, 1)
    var start = (line: 1, column: 1)
    var isQuoted = false
    var place = 0
    func endField() throws(DatasetError) {
      guard let decoded = String(validating: text, as: UTF8.self) else {
        throw .table(file: path, line: start.line, column: start.column, problem: .encoding)
      }
      row.append(Field(text: decoded.trimmingCharacters(in: .whitespaces), line: start.line, column: start.column))
      text.removeAll(keepingCapacity: true)
    }
    func endRow() throws(DatasetError) {
      try endField()
      if row.count > 1 || !row[0].text.isEmpty { rows.append(row) }
      row = []
    }
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      column += 1
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if place < bytes.count, bytes[place] == byte {
            text.append(byte)
            place += 1
            column += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == UInt8(ascii: "\n") { (line, column) = (line + 1, 1) }
          text.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\"") where text.isEmpty: isQuoted = true
      case UInt8(ascii: ","):
        try endField()
        start = (line, column)
      case UInt8(ascii: "\r"): continue
      case UInt8(ascii: "\n"):
        try endRow()
        (line, column) = (line + 1, 1)
        start = (line, column)
      default: text.append(byte)
      }
    }
    if isQuoted { throw .table(file: path, line: start.line, column: start.column, problem: .openQuote) }
    if !text.isEmpty || !row.isEmpty { try endRow() }
    return rows
  }
}
