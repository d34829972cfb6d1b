/// Reads the options of a cell over the defaults of the front matter's `execute`.
struct CellOptionsReader {
  static let names = [
    "label", "caption", "alt", "echo", "output", "eval", "error", "timeout", "include", "tags", "file",
  ]

  let diagnostics: DiagnosticList
  let defaults: ExecuteOptions

  /// What the option lines give, and the places of what is looked at again.
  struct Reading {
    var options = CellOptions()
    var label: Label?
    /// Its Markdown is read where the pieces of running text are counted.
    var caption: PlacedText?
    var fileLocation: SourceLocation?
  }

  /// Reads the options; without a section they are the defaults.
  func read(_ section: YAMLSection?) -> Reading {
    var reading = Reading()
    reading.options.echo = defaults.echo
    reading.options.error = defaults.error
    reading.options.timeout = defaults.timeout
    guard let section else { return reading }
    for entry in section.entries {
      switch entry.key {
      case "label":
        reading.options.label = section.string(entry)
        reading.label = reading.options.label.map { Label(name: $0, location: entry.location) }
      case "caption": reading.caption = section.text(entry)
      case "alt": reading.options.alt = section.string(entry)
      case "echo": section.echo(entry).map { reading.options.echo = $0 }
      case "output": section.bool(entry).map { reading.options.output = $0 }
      case "eval": section.bool(entry).map { reading.options.eval = $0 }
      case "error": section.bool(entry).map { reading.options.error = $0 }
      case "timeout": section.seconds(entry).map { reading.options.timeout = $0 }
      case "include": section.bool(entry).map { reading.options.include = $0 }
      case "tags": reading.options.tags = section.strings(entry) ?? []
      case "file":
        reading.options.file = section.string(entry)
        reading.fileLocation = entry.location
      default: section.reportUnknown(entry, of: "swift", known: CellOptionsReader.names)
      }
    }
    if let file = reading.options.file, file.hasPrefix("/") {
      diagnostics.error(.absoluteFile(file), at: reading.fileLocation ?? SourceLocation(line: 1))
    }
    return reading
  }
}

/// A label and where it is given.
struct Label {
  var name: String
  var location: SourceLocation
}
