/// Divides the lines of a `{table}` fence into rows of cells: a pipe table where it looks like one, else CSV.
struct TableReader {
  /// The text of each cell, with pieces lifted out.
  struct Rows {
    var header: [String]
    var alignments: [TableBlock.Alignment]
    var rows: [[String]]
  }

  let source: SourceText
  let diagnostics: DiagnosticList
  /// Place of the fence, for what is wrong with the whole table.
  let location: SourceLocation

  /// `lines` are the bytes of the lines that are not blank.
  func read(_ lines: [Range<Int>], lifter: inout InlineLifter) -> Rows? {
    let delimiter = lines.dropFirst().first.flatMap { PipeRow.alignments(source.text($0)) }
    let isPipeTable = delimiter != nil || lines.first.map { source.bytes[$0].first == ASCII.pipe } ?? false
    let rowLines = delimiter == nil ? lines : [lines[0]] + lines.dropFirst(2)
    let rows = rowLines.map { line -> [String]? in
      isPipeTable
        ? PipeRow.cells(String(decoding: lifter.lift(line, codeSpans: .lift), as: UTF8.self))
        : csvCells(line, lifter: &lifter)
    }
    guard rows.count > 1 else {
      diagnostics.error(.emptyTable, at: location)
      return nil
    }
    guard let header = rows[0] else { return nil }
    for (line, row) in zip(rowLines, rows).dropFirst() {
      guard let row, row.count != header.count else { continue }
      diagnostics.error(
        .raggedRow(found: row.count, expected: header.count), at: source.location(ofByte: line.lowerBound))
    }
    let alignments = (delimiter ?? []) + Array(repeating: .none, count: header.count)
    return Rows(
      header: header, alignments: Array(alignments.prefix(header.count)), rows: rows.dropFirst().compactMap(\.self))
  }

  /// The cells of a line of CSV (<https://www.rfc-editor.org/rfc/rfc4180>); a quoted cell ends on its line.
  ///
  /// Reports a quote that is not closed, or closed before the cell ends, and returns `nil` for it.
  private func csvCells(_ line: Range<Int>, lifter: inout InlineLifter) -> [String]? {
    let bytes = source.bytes
    var cells: [String] = []
    var i = line.lowerBound
    while true {
      while i < line.upperBound, ASCII.isBlank(bytes[i]) { i += 1 }
      let isQuoted = i < line.upperBound && bytes[i] == ASCII.quote
      let start = isQuoted ? i + 1 : i
      var end = start
      if isQuoted {
        while end < line.upperBound,
          bytes[end] != ASCII.quote || (end + 1 < line.upperBound && bytes[end + 1] == ASCII.quote)
        {
          end += bytes[end] == ASCII.quote ? 2 : 1
        }
        if end >= line.upperBound {
          diagnostics.error(.unclosedQuote, at: source.location(ofByte: i))
          return nil
        }
      } else {
        while end < line.upperBound, bytes[end] != ASCII.comma { end += 1 }
      }
      cells.append(csvText(start..<end, isQuoted: isQuoted, lifter: &lifter))
      if isQuoted {
        repeat { end += 1 } while end < line.upperBound && ASCII.isBlank(bytes[end])
        if end < line.upperBound, bytes[end] != ASCII.comma {
          diagnostics.error(.textBehindQuote, at: source.location(ofByte: end))
          return nil
        }
      }
      guard end < line.upperBound else { return cells }
      i = end + 1
    }
  }

  /// Doubled quotes become single ones before anything is lifted: what is lifted keeps its form.
  private func csvText(_ range: Range<Int>, isQuoted: Bool, lifter: inout InlineLifter) -> String {
    let text = source.text(range)
    let bytes =
      isQuoted && text.contains("\"\"")
      ? lifter.lift(text.replacing("\"\"", with: "\""), at: source.location(ofByte: range.lowerBound))
      : lifter.lift(range, codeSpans: .lift)
    return String(decoding: bytes, as: UTF8.self).trimmingWhitespace()
  }
}

/// A line of a pipe table, as GitHub writes them: <https://github.github.com/gfm/#tables-extension->.
enum PipeRow {
  /// The cells between the `|`; `\|` divides nothing.
  static func cells(_ line: String) -> [String] {
    let line = line.trimmingWhitespace()
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line {
      if isEscaped {
        // `\|` is the way to write `|`; other escapes are Markdown's.
        cell += character == "|" ? "|" : "\\\(character)"
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(cell.trimmingWhitespace())
        cell = ""
      } else {
        cell.append(character)
      }
    }
    if isEscaped { cell += "\\" }
    let endsWithBar = cell.isEmpty && !cells.isEmpty
    if !endsWithBar { cells.append(cell.trimmingWhitespace()) }
    if line.hasPrefix("|"), !cells.isEmpty { cells.removeFirst() }
    return cells
  }

  /// The alignments that a line such as `|:--|--:|` gives, or `nil` where it is another line.
  static func alignments(_ line: String) -> [TableBlock.Alignment]? {
    guard line.contains("-"), line.contains("|"), line.allSatisfy({ "|:- \t".contains($0) }) else { return nil }
    return cells(line).map { cell in
      switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
      case (true, true): .center
      case (true, false): .left
      case (false, true): .right
      case (false, false): .none
      }
    }
  }
}
