import Folders
import Foundation
import Mustache

/// The templates of the report, compiled once: Mustache files, one stylesheet, one script, labels per language.
package struct TemplateLibrary: Sendable {
  /// `chart.css` and `style.css`, for the page.
  package let stylesheet: String
  /// `chart.css` alone, for drawings in files of their own.
  package let chartStyles: String
  package let script: String
  /// The search of the course page.
  package let courseScript: String
  package let languages: [String]
  private let library: MustacheLibrary
  private let labels: [String: Labels]

  /// Reads the folders in turn; a file of a later folder replaces the one of the same name in an earlier one.
  package init(folders: [URL]) throws(ReportError) {
    var files: [String: URL] = [:]
    var labelFiles: [String: [URL]] = [:]
    for folder in folders {
      for file in try Self.contents(of: folder) { files[file.lastPathComponent] = file }
      let labelFolder = folder.appending(path: "labels", directoryHint: .isDirectory)
      guard FileManager.default.fileExists(atPath: labelFolder.path) else { continue }
      for file in try Self.contents(of: labelFolder) where file.pathExtension == "json" {
        labelFiles[file.deletingPathExtension().lastPathComponent, default: []].append(file)
      }
    }
    if let builtIn = folders.first { try Self.checkNames(of: files, builtIn: Self.contents(of: builtIn)) }
    library = try Self.compile(files)
    chartStyles = try Self.read(files["chart.css"], name: "chart.css")
    stylesheet = try chartStyles + Self.read(files["style.css"], name: "style.css")
    script = try Self.read(files["script.js"], name: "script.js")
    courseScript = try Self.read(files["course.js"], name: "course.js")
    var labels: [String: Labels] = [:]
    for (language, files) in labelFiles {
      labels[language] = try Labels(language: language, files: files)
    }
    self.labels = labels
    languages = labels.keys.sorted()
  }

  /// The words of a language.
  package func labels(for language: String) throws(ReportError) -> Labels {
    guard let found = labels[language] else { throw .languageUnknown(language: language, known: languages) }
    return found
  }

  /// Renders a template. Values that are `nil` count as absent.
  package func render(_ name: String, _ context: [String: Any?]) throws(ReportError) -> String {
    guard let text = library.render(context.compactMapValues { $0 }, withTemplate: name) else {
      throw .templateMissing(name: name)
    }
    return text
  }

  private static func contents(of folder: URL) throws(ReportError) -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
    } catch {
      throw .templateFolderUnreadable(folder: path(of: folder), reason: Reason.of(error))
    }
  }

  static func read(_ file: URL?, name: String) throws(ReportError) -> String {
    guard let file else { throw .templateMissing(name: name) }
    do {
      return try String(contentsOf: file, encoding: .utf8)
    } catch {
      throw .templateUnreadable(file: path(of: file), reason: Reason.of(error))
    }
  }

  private static func compile(_ files: [String: URL]) throws(ReportError) -> MustacheLibrary {
    HTMLContent.register()
    var library = MustacheLibrary()
    let templates = files.filter { $0.value.pathExtension == "mustache" }
    let names = templates.keys.map { String($0.dropLast(".mustache".count)) }.sorted()
    for (fileName, file) in templates.sorted(by: { $0.key < $1.key }) {
      let text = try read(file, name: fileName)
      for name in partials(of: text) where !names.contains(name) {
        throw .partialMissing(name: name, file: path(of: file), known: names)
      }
      do {
        try library.register(HTMLContent.setting + text, named: String(fileName.dropLast(".mustache".count)))
      } catch let error as MustacheTemplate.ParserError {
        throw .templateSyntax(
          // The line of the setting is not the file's.
          file: path(of: file), line: error.context.lineNumber - 1, column: error.context.columnNumber,
          reason: error.reason)
      } catch {
        throw .templateUnreadable(file: path(of: file), reason: Reason.of(error))
      }
    }
    return library
  }

  /// Names of the templates that one includes: `{{> name}}`.
  static func partials(of text: String) -> [String] {
    text.components(separatedBy: "{{>").dropFirst().compactMap { part in
      part.range(of: "}}").map { part[..<$0.lowerBound].trimmingCharacters(in: .whitespaces) }
    }
  }
}
