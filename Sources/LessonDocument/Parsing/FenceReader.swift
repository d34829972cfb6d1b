/// What a fence in braces holds: cells, tables, formulas.
struct FenceReader {
  /// What may stand in braces.
  static let names = ["swift", "table", "math"]

  /// The content of a fence and where it stands.
  struct Content {
    var text: String
    /// The lesson's line of the opening fence.
    var fenceLine: Int
    var fenceColumn: Int
    /// Characters before the text on each of its lines.
    var indent: Int

    var location: SourceLocation { SourceLocation(line: fenceLine, column: fenceColumn) }
  }

  /// How the info string of a fence is to be taken.
  enum Info: Equatable {
    case listing(language: String)
    /// `{{swift}}`: shown as it would be written.
    case shown(name: String)
    case executed(name: String)
    case withAttributes(name: String, attributes: String)
    case unknown(name: String)
  }

  static func info(_ text: String) -> Info {
    let info = text.trimmingWhitespace()
    guard info.hasPrefix("{"), info.hasSuffix("}"), info.count > 2 else {
      return .listing(language: String(info.prefix { !$0.isWhitespace && $0 != "," && $0 != "{" }))
    }
    let inside = info.dropFirst().dropLast()
    if inside.hasPrefix("{"), inside.hasSuffix("}") { return .shown(name: String(inside.dropFirst().dropLast())) }
    if inside.hasPrefix(".") { return .listing(language: String(inside.dropFirst().prefix { !$0.isWhitespace })) }
    let name = String(inside.prefix { !$0.isWhitespace && $0 != "," && $0 != "#" })
    let attributes = inside.dropFirst(name.count).drop { $0.isWhitespace || $0 == "," }
    guard names.contains(name) else { return .unknown(name: name) }
    return attributes.isEmpty ? .executed(name: name) : .withAttributes(name: name, attributes: String(attributes))
  }

  let diagnostics: DiagnosticList
  let defaults: ExecuteOptions

  /// A cell of Swift, the `index`th of the lesson.
  func cell(_ content: Content, index: Int) -> (cell: Cell, label: Label?, caption: PlacedText?) {
    let lines = OptionLines(
      content.text, markers: ["//|", "#|"], firstLine: content.fenceLine + 1, indent: content.indent,
      reportingTo: diagnostics)
    let reading = CellOptionsReader(diagnostics: diagnostics, defaults: defaults).read(lines.section)
    let code = lines.body
    if let file = reading.options.file, let fileLocation = reading.fileLocation,
      code.contains(where: { !$0.isWhitespace })
    {
      diagnostics.error(.fileAndCode(file: file), at: fileLocation)
    }
    let cell = Cell(
      index: index, options: reading.options, code: code, fenceLine: content.fenceLine,
      codeLine: content.fenceLine + 1 + lines.count, codeIndent: content.indent)
    return (cell, reading.label, reading.caption)
  }

  /// The options of a `{math}` fence, and below them its TeX.
  func formulaOptions(_ content: Content) -> (lines: OptionLines, label: Label?) {
    let lines = OptionLines(
      content.text, markers: ["//|", "#|", "%|"], firstLine: content.fenceLine + 1, indent: content.indent,
      reportingTo: diagnostics)
    var label: Label?
    for entry in lines.section?.entries ?? [] {
      switch entry.key {
      case "label": label = lines.section?.string(entry).map { Label(name: $0, location: entry.location) }
      default: lines.section?.reportUnknown(entry, of: "math", known: ["label"])
      }
    }
    return (lines, label)
  }

  /// The options of a `{table}` fence; its rows are read by `TableReader`.
  func tableOptions(_ content: Content) -> (
    lines: OptionLines, label: Label?, caption: PlacedText?
  ) {
    let lines = OptionLines(
      content.text, markers: ["//|", "#|"], firstLine: content.fenceLine + 1, indent: content.indent,
      reportingTo: diagnostics)
    var label: Label?
    var caption: PlacedText?
    for entry in lines.section?.entries ?? [] {
      switch entry.key {
      case "label": label = lines.section?.string(entry).map { Label(name: $0, location: entry.location) }
      case "caption": caption = lines.section?.text(entry)
      default: lines.section?.reportUnknown(entry, of: "table", known: ["label", "caption"])
      }
    }
    return (lines, label, caption)
  }
}
