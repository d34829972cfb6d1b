import Folders
import Foundation
import LessonDocument
import LessonEvents

/// Writes reports: a page, `results.json` and figures for each lesson, and the page of the course.
///
/// Templates are compiled once and the interpreter for formulas and code is started at most once, so one writer should
/// serve a whole course; lessons may be written from several threads at a time.
public struct ReportWriter: Sendable {
  let templates: TemplateLibrary
  let scripts: ScriptRenderer
  let cache: TypesetCache?
  let output: URL
  let selfContained: Bool

  /// A writer into `output`.
  ///
  /// `templates` are folders of templates, the built-in one first; a file of a later folder replaces the one of the same
  /// name. With `selfContained` the images stand in the page. Formulas and code that are set are kept in `cache` for the
  /// next run, if there is one. Throws `ReportError` for a template that is missing or wrong.
  public init(templates: [URL], output: URL, selfContained: Bool = false, cache: URL? = nil) throws(ReportError) {
    self.templates = try TemplateLibrary(folders: templates)
    self.output = output
    self.selfContained = selfContained
    self.cache = cache.map { TypesetCache(folder: $0) }
    scripts = ScriptRenderer()
  }

  /// Throws `ReportError` where nothing can be written to the output: better known before lessons have run for minutes.
  public func checkOutput() throws(ReportError) {
    do {
      _ = try OwnedFolder.aside(in: output)
    } catch {
      throw .unwritable(file: output.relativePath, reason: Reason.of(error))
    }
  }

  /// Begins in threads of their own what the page of a lesson needs whatever its run brings: formulas and code in colour.
  public func prepare(_ lesson: Lesson) { typesetter(lesson).begin() }

  private func typesetter(_ lesson: Lesson) -> Typesetter { Typesetter(lesson, scripts: scripts, cache: cache) }

  /// Writes `output/<name>/`: the page, `results.json` and the figures, written aside and then put in place.
  ///
  /// `name` is the lesson's path below the lessons' folder without `.md`. Throws `ReportError` where the files cannot be
  /// written or a library is missing; what is wrong in the lesson itself is in the summary's `problems`.
  public func write(_ lesson: Lesson, run: LessonRun, name: String) throws(ReportError) -> ReportSummary {
    let labels = try templates.labels(for: lesson.frontMatter.language)
    let folder = URL(filePath: lesson.path).deletingLastPathComponent()
    let builder = PageBuilder(
      lesson: lesson, run: run, name: name, templates: templates, labels: labels, typesetter: typesetter(lesson),
      inlinesImages: selfContained, readFile: { Self.file($0, in: folder) })
    let page = try builder.page()
    let isFailed = run.status == .failed || builder.problems.contains(where: \.isError)
    let results = ResultsFile(page: builder, name: name, isFailed: isFailed)
    let summary = ReportSummary(builder, name: name, isFailed: isFailed)
    let files =
      [
        (path: "index.html", bytes: Array(page.utf8)), (path: "results.json", bytes: Array(results.text.utf8)),
        (path: SummaryFile.name, bytes: SummaryFile.bytes(of: summary, output: output)),
      ] + builder.files.all
    try OutputFolder(output, name: name).replace(with: files)
    builder.typesetter.keep()
    return summary
  }

  /// The words of a language. Throws `ReportError` where there are none.
  package func labels(for language: String) throws(ReportError) -> Labels { try templates.labels(for: language) }

  /// A file of the lesson's folder or below it; nothing that leads out of it.
  private static func file(_ path: String, in folder: URL) -> [UInt8]? {
    guard let way = LocalAddress(path)?.resolved() else { return nil }
    return (try? Data(contentsOf: folder.appending(path: way.joined(separator: "/")))).map { [UInt8]($0) }
  }
}
