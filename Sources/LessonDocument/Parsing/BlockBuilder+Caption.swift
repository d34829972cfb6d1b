/// A text of the options, with the place of its first character.
struct PlacedText {
  var text: String
  var location: SourceLocation
}

/// Captions: inline Markdown that stands in an option, or that a program made.
extension BlockBuilder {
  /// The running text of a caption, with its formulas, references and inline values; several lines read as one.
  mutating func caption(_ caption: PlacedText) -> [Inline] {
    let line = caption.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    let text = SourceText(line: line, at: place(of: line, from: caption.location))
    let outer = (lifter: lifter, location: blockLocation)
    defer { (lifter, blockLocation) = outer }
    lifter = InlineLifter(source: text, codeLines: outer.lifter.codeLines, diagnostics: diagnostics)
    blockLocation = caption.location
    let lifted = lifter.lift(text.range(ofLine: 1), codeSpans: .lift)
    return inlines(ofText: String(decoding: lifted, as: UTF8.self)).trimmed
  }

  /// Where the characters of a line stand in the lesson: one after the other, behind a quote if there is one, or all at
  /// the place of an option whose text YAML put together.
  private func place(of line: String, from location: SourceLocation) -> SourceText.Place {
    guard location.line <= source.lines.count else { return .point(location) }
    let written = source.lines[location.line - 1].dropFirst(location.column - 1)
    if written.hasPrefix(line) { return .stretch(location) }
    let quoted = written.dropFirst()
    guard let quote = written.first, "\"'".contains(quote), quoted.hasPrefix(line) else { return .point(location) }
    return .stretch(SourceLocation(line: location.line, column: location.column + 1))
  }
}

/// Inline Markdown that a program made, such as the caption of a figure that a cell shows.
public enum InlineMarkdown {
  /// The running text, with formulas and references; an inline value stays code, for nothing is left that could compute it.
  ///
  /// Whatever is no Markdown is text: there are no errors. References keep `location`.
  public static func parse(_ text: String, at location: SourceLocation) -> [Inline] {
    let diagnostics = DiagnosticList(path: "")
    let empty = SourceText(line: "", at: .point(location))
    var builder = BlockBuilder(
      source: empty, diagnostics: diagnostics, defaults: ExecuteOptions(), lineNumbers: [],
      lifter: InlineLifter(source: empty, codeLines: CodeLines(empty, from: 1), diagnostics: diagnostics),
      labels: LabelRegister(diagnostics: diagnostics))
    return builder.caption(PlacedText(text: text, location: location)).map(\.withoutValues)
  }
}

extension Inline {
  /// The same with inline values as the code they are written as.
  fileprivate var withoutValues: Inline {
    switch self {
    case .value(let value): .code("{swift} " + value.expression)
    case .emphasis(let content): .emphasis(content.map(\.withoutValues))
    case .strong(let content): .strong(content.map(\.withoutValues))
    case .link(let url, let title, let content): .link(url: url, title: title, content: content.map(\.withoutValues))
    default: self
    }
  }
}
