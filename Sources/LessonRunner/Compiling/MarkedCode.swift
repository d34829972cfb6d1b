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
      // As in Jupyter, a semicolon at the end of the last expression keeps it from being shown.
      let isShown = item.kind == .expression && item == part.syntax.items.last
      if isShown, CodeTail(code, lastToken: item.lastToken).isEmpty {
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
}

private let newline = UInt8(ascii: "\n")
