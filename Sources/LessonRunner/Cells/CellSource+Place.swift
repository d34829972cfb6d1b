import LessonDocument

extension CellSource {
  /// Lines of the file that the code takes up.
  var lines: ClosedRange<Int> {
    firstLine...(firstLine + code.utf8.count(where: { $0 == newline }))
  }

  /// Last line of the code that is not blank: where something is missing at its end.
  var lastWrittenLine: Int {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    return firstLine + (lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0)
  }

  /// Line and column in the file, counted from 1, of a byte of the code.
  func place(ofByte offset: Int) -> (line: Int, column: Int) {
    let before = Array(code.utf8.prefix(offset))
    let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
    let line = firstLine + before.count { $0 == newline }
    return (line, column(ofByte: before.count - lineStart + 1, line: line))
  }

  /// The column that an author sees: in characters, after the indentation of a cell in a list. The compiler counts bytes
  /// of the code alone.
  func column(ofByte column: Int, line: Int) -> Int {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - firstLine), column > 0 else { return column }
    let characters = String(decoding: lines[line - firstLine].utf8.prefix(column - 1), as: UTF8.self).count
    return characters + 1 + (cell.options.file == nil ? cell.codeIndent : 0)
  }
}

private let newline = UInt8(ascii: "\n")
