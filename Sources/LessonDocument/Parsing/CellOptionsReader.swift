/// Reads the options of a cell over the defaults of the front matter's `execute`.
struct CellOptionsReader {
  static let names = [
    "label", "caption", "alt", "echo", "output", "eval", "error", "timeout", "include", "tags", "file",
  ]

  let diagnostics: DiagnosticList
  let defaults: ExecuteOptions

  /// The options and the place of the label.
  func read(_ section: YAMLSection?) -> (options: CellOptions, label: Label?, fileLocation: SourceLocation?) {
    var result = CellOptions()
    result.echo = defaults.echo
    result.error = defaults.error
    result.timeout = defaults.timeout
    guard let section else { return (result, nil, nil) }
    var label: Label?
    var fileLocation: SourceLocation?
    for entry in section.entries {
      switch entry.key {
      case "label":
        result.label = section.string(entry)
        label = result.label.map { Label(name: $0, location: entry.location) }
      case "caption": result.caption = section.string(entry)
      case "alt": result.alt = section.string(entry)
      case "echo": section.echo(entry).map { result.echo = $0 }
      case "output": section.bool(entry).map { result.output = $0 }
      case "eval": section.bool(entry).map { result.eval = $0 }
      case "error": section.bool(entry).map { result.error = $0 }
      case "timeout": section.seconds(entry).map { result.timeout = $0 }
      case "include": section.bool(entry).map { result.include = $0 }
      case "tags": result.tags = section.strings(entry) ?? []
      case "file":
        result.file = section.string(entry)
        fileLocation = entry.location
      default: section.reportUnknown(entry, of: "swift", known: CellOptionsReader.names)
      }
    }
    if let file = result.file, file.hasPrefix("/") {
      diagnostics.error(.absoluteFile(file), at: fileLocation ?? SourceLocation(line: 1))
    }
    return (result, label, fileLocation)
  }
}

/// A label and where it is given.
struct Label {
  var name: String
  var location: SourceLocation
}
