import Foundation

/// A table of comma-separated values (RFC 4180), read row by row: fields may stand in quotation marks, a doubled one inside
/// means itself.
struct CSVTable {
  /// One field and where it stands, both counted from 1.
  struct Field {
    var text: String
    var line: Int
    var column: Int
  }

  /// The most bytes that are read: 512 MiB.
  static let byteLimit = 1 << 29
  /// The most fields of a row.
  static let columnLimit = 1 << 17

  let path: String
  /// SHA-256 of the file.
  let digest: String

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var column = 1

  init(_ path: String) throws(DatasetError) {
    self.path = path
    let file = try DataFile(path)
    var bytes: [UInt8] = []
    let block = ByteBlock(count: 1 << 16)
    while true {
      let count = try file.read(into: block.bytes)
      if count == 0 { break }
      bytes.append(contentsOf: block.bytes[..<count])
      guard bytes.count <= Self.byteLimit else {
        throw .table(file: path, line: 1, column: 1, problem: .tooLarge(limit: Self.byteLimit, what: "bytes"))
      }
    }
    digest = try file.finish()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    self.bytes = bytes
  }

  /// The next row that is not empty; `nil` at the end.
  mutating func next() throws(DatasetError) -> [Field]? {
    while place < bytes.count {
      let row = try row()
      if row.count > 1 || !row[0].text.isEmpty { return row }
    }
    return nil
  }

  private mutating func row() throws(DatasetError) -> [Field] {
    var row: [Field] = []
    while true {
      let (field, isLast) = try field()
      row.append(field)
      if isLast { return row }
      guard row.count < Self.columnLimit else {
        throw .table(
          file: path, line: field.line, column: 1, problem: .tooLarge(limit: Self.columnLimit, what: "columns"))
      }
    }
  }

  /// A field, and whether its row ends with it.
  private mutating func field() throws(DatasetError) -> (Field, isLast: Bool) {
    let start = (line: line, column: column)
    var text: [UInt8] = []
    var isQuoted = false
    var isLast = true
    reading: while place < bytes.count {
      let byte = bytes[place]
      place += 1
      column += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted:
        if place < bytes.count, bytes[place] == byte {
          text.append(byte)
          place += 1
          column += 1
        } else {
          isQuoted = false
        }
      case UInt8(ascii: "\"") where text.isEmpty: isQuoted = true
      case UInt8(ascii: "\n"):
        (line, column) = (line + 1, 1)
        if !isQuoted { break reading }
        text.append(byte)
      case UInt8(ascii: ",") where !isQuoted:
        isLast = false
        break reading
      case UInt8(ascii: "\r") where !isQuoted: continue
      default: text.append(byte)
      }
    }
    if isQuoted { throw .table(file: path, line: start.line, column: start.column, problem: .openQuote) }
    guard let decoded = String(validating: text, as: UTF8.self) else {
      throw .table(file: path, line: start.line, column: start.column, problem: .encoding)
    }
    let field = Field(text: decoded.trimmingCharacters(in: .whitespaces), line: start.line, column: start.column)
    return (field, isLast)
  }
}
