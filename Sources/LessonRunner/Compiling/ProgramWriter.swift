import LessonDocument
import LessonEvents

/// Writes the Swift program of a lesson: its cells in their order, with the calls between them that tell the runner how
/// far it has come. `#sourceLocation` keeps every diagnostic and every trap at the author's line and column.
struct ProgramWriter {
  /// A cell that takes part, with its code as parsed.
  struct Part {
    var source: CellSource
    var syntax: CellSyntax
    /// Byte of the code from which on the cell stands in a scope of its own, so that the lesson goes on when it throws there:
    /// 0 for all of it, `nil` for nothing.
    var scope: Int?

    /// What the cell declares for later cells.
    var declarations: [CellSyntax.Declaration] { syntax.declarations.filter { $0.start < scope ?? .max } }
  }

  /// Parameters as the run has them, sorted by name.
  var parameters: [(name: String, value: ParameterValue)]
  var parts: [Part]
  /// The inline values to compute.
  var inlineValues: [InlineValue]
  /// Path of the lesson as diagnostics name it.
  var path: String

  var text: String {
    var text = "import Foundation\nimport Cuaderno\n"
    text += parametersText
    text += "LessonProgram.begin()\n"
    var waiting = inlineValues[...]
    for part in parts {
      while let value = waiting.first, value.cellsBefore <= part.source.cell.index {
        text += inlineText(value)
        waiting = waiting.dropFirst()
      }
      text += cellText(part)
    }
    return text + waiting.map(inlineText).joined()
  }

  private var parametersText: String {
    guard !parameters.isEmpty else { return "" }
    let fields = parameters.map { "  let `\($0.name)`: \($0.value.typeName) = \($0.value.literal)\n" }
    return "struct LessonParameters: Sendable {\n" + fields.joined() + "}\nlet params = LessonParameters()\n"
  }

  private func cellText(_ part: Part) -> String {
    let index = part.source.cell.index
    var text = "LessonProgram.cell(\(index))\n"
    if part.scope == 0 { text += "do {\n" }
    text += SourceDirective(file: part.source.file, line: part.source.firstLine).text
    text += MarkedCode(part).text
    text += "\n#sourceLocation()\nLessonProgram.end(cell: \(index))\n"
    if part.scope != nil {
      let file = part.source.cell.options.file.map { ", file: \(String(reflecting: $0))" } ?? ""
      text += "} catch { LessonProgram.end(cell: \(index), throwing: error\(file)) }\n"
    }
    return text
  }

  private func inlineText(_ value: InlineValue) -> String {
    "LessonProgram.beginInlineValue(\(value.index))\n"
      + SourceDirective(file: inlineFile(value), line: value.location.line).text
      + Self.inlinePrefix(value) + "\(value.expression)) } "
      + "catch { LessonProgram.inlineValue(\(value.index), throwing: error) }\n#sourceLocation()\n"
  }
}

extension ParameterValue {
  /// The Swift type of a parameter.
  var typeName: String {
    switch self {
    case .bool: "Bool"
    case .int: "Int"
    case .double: "Double"
    case .string: "String"
    }
  }

  /// The value as Swift source.
  var literal: String {
    switch self {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value) where value.isNaN: "Double.nan"
    case .double(let value) where value.isInfinite: value < 0 ? "-Double.infinity" : "Double.infinity"
    case .double(let value): String(value)
    case .string(let value): String(reflecting: value)
    }
  }
}
