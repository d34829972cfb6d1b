import LessonEvents
import Names

/// Reads the YAML between `---` and `---` at the top of a lesson; blank lines may stand before it.
struct FrontMatterReader {
  static let keys = [
    "title", "subtitle", "author", "date", "lang", "class", "params", "execute", "toc", "number-sections", "html",
  ]
  static let executeKeys = ["echo", "error", "timeout", "cache", "optimize"]

  let source: SourceText
  let diagnostics: DiagnosticList
  /// What `lang` may say.
  let languages: [String]

  /// The front matter with an empty title where it gives none, and the line at which the text of the lesson begins;
  /// `nil` where the front matter is never closed.
  func read() -> (frontMatter: FrontMatter, bodyLine: Int)? {
    let opening = source.lines.firstIndex { $0.contains { !$0.isWhitespace } } ?? 0
    guard isDelimiter(source.lines[opening]), source.lines[opening].hasPrefix("---") else {
      return (FrontMatter(title: ""), 1)
    }
    let first = opening + 1
    guard let closing = source.lines.indices.dropFirst(first).first(where: { isDelimiter(source.lines[$0]) }) else {
      diagnostics.error(.unclosedFrontMatter, at: SourceLocation(line: opening + 1))
      return nil
    }
    let yaml = source.lines[first..<closing].joined(separator: "\n") + "\n"
    let place = YAMLSection.Place(firstLine: first + 1, indents: Array(repeating: 0, count: closing - first))
    let frontMatter = YAMLSection(yaml, at: place, reportingTo: diagnostics).map(read) ?? FrontMatter(title: "")
    return (frontMatter, closing + 2)
  }

  private func isDelimiter(_ line: String) -> Bool {
    let text = line.trimmingWhitespace()
    return (text == "---" || text == "...") && line.hasPrefix(text)
  }

  private func read(_ section: YAMLSection) -> FrontMatter {
    var result = FrontMatter(title: "")
    for entry in section.entries {
      switch entry.key {
      case "title":
        if let text = inlineText(section, entry) {
          result.title = text.words
          result.titleContent = text.content
        }
      case "subtitle":
        if let text = inlineText(section, entry) {
          result.subtitle = text.words
          result.subtitleContent = text.content
        }
      case "author": result.authors = section.strings(entry) ?? []
      case "date": result.date = section.string(entry)
      case "lang": language(section, entry).map { result.language = $0 }
      case "class": result.lectureNumber = section.int(entry)
      case "params": result.parameters = section.section(entry).map(parameters) ?? []
      case "execute": result.execute = section.section(entry).map(execute) ?? ExecuteOptions()
      case "toc": section.bool(entry).map { result.showsContents = $0 }
      case "number-sections": section.bool(entry).map { result.numbersSections = $0 }
      case "html": section.bool(entry).map { result.allowsHTML = $0 }
      default: warnUnknown(entry, in: "", known: FrontMatterReader.keys)
      }
    }
    return result
  }

  /// `es-AR` is Spanish.
  private func language(_ section: YAMLSection, _ entry: YAMLSection.Entry) -> String? {
    guard let written = section.string(entry) else { return nil }
    let language = written.prefix { $0 != "-" && $0 != "_" }.lowercased()
    if languages.contains(language) { return language }
    diagnostics.error(.unknownLanguage(written, known: languages), at: entry.location)
    return nil
  }

  private func parameters(_ section: YAMLSection) -> [(name: String, value: ParameterValue)] {
    section.entries.compactMap { entry in
      guard SwiftName.isUsable(entry.key) else {
        diagnostics.error(.invalidParameterName(entry.key), at: entry.location)
        return nil
      }
      return section.required(entry).map { (entry.key, $0.parameter) }
    }
  }

  private func execute(_ section: YAMLSection) -> ExecuteOptions {
    var result = ExecuteOptions()
    for entry in section.entries {
      switch entry.key {
      case "echo": section.echo(entry).map { result.echo = $0 }
      case "error": section.bool(entry).map { result.error = $0 }
      case "timeout": result.timeout = section.seconds(entry)
      case "cache": section.bool(entry).map { result.cache = $0 }
      case "optimize": section.bool(entry).map { result.optimize = $0 }
      default: warnUnknown(entry, in: "execute", known: FrontMatterReader.executeKeys)
      }
    }
    return result
  }

  private func warnUnknown(_ entry: YAMLSection.Entry, in section: String, known: [String]) {
    let nearest = nearestName(to: entry.key, among: known)
    diagnostics.warning(.unknownKey(entry.key, section: section, nearest: nearest), at: entry.location)
  }
}
