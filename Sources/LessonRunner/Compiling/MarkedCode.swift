/// The code of a cell with a mark before each top-level statement and its trailing expression handed to `display`.
struct MarkedCode {
  let text: String

  init(_ part: ProgramWriter.Part) {
    let code = Array(part.source.code.utf8)
    let file = part.source.file
    var line = part.source.firstLine
    var marked: [UInt8] = []
    var position = 0
    let items = part.syntax.items.filter { $0.kind == .statement || $0.kind == .expression }
    for item in items {
      marked += code[position..<item.start]
      line += code[position..<item.start].count(where: { $0 == newline })
      position = item.start
      let lineStart = code[..<position].lastIndex(of: newline).map { $0 + 1 } ?? 0
      let indent = [UInt8](repeating: UInt8(ascii: " "), count: position - lineStart)
      if item.start == part.scope, item.start > 0 { marked += "\ndo {".utf8 }
      marked += "\nLessonProgram.at(\(line))\n".utf8
      if item == part.syntax.items.last, item.kind == .expression, Self.isShown(code[position...]) {
        // The call stands on the line above the expression, so that the expression keeps its line and column.
        marked += SourceDirective(file: file, line: max(1, line - 1)).text.utf8
        marked += (line > 1 ? "LessonProgram.display(\n" : "LessonProgram.display(").utf8
        marked += indent + code[position...]
        marked += "\n)".utf8
        position = code.count
      } else {
        marked += SourceDirective(file: file, line: line).text.utf8
        marked += indent
      }
    }
    marked += code[position...]
    text = String(decoding: marked, as: UTF8.self)
  }

  /// Whether what follows the start of the last expression is that expression alone. As in Jupyter, a semicolon at its
  /// end keeps it from being shown.
  private static func isShown(_ rest: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: rest, as: UTF8.self)
    let lines = text.split(separator: "\n").map { $0.trimmingPrefix(while: \.isWhitespace) }
    let last = lines.last { !$0.isEmpty && !$0.hasPrefix("//") } ?? ""
    return !last.reversed().drop(while: \.isWhitespace).starts(with: ";")
      && !lines.contains { ["#if ", "#else", "#endif"].contains(where: $0.hasPrefix) }
  }
}

private let newline = UInt8(ascii: "\n")
