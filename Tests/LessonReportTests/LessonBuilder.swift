import Foundation
import LessonDocument
import LessonEvents
import LessonReport

/// Small lessons for one question at a time.
enum LessonBuilder {
  static let here = SourceLocation(line: 5, column: 3)

  static func lesson(_ blocks: [Block], language: String = "en", allowsHTML: Bool = false, title: String = "A title")
    -> Lesson
  {
    Lesson(
      path: "lesson.md", frontMatter: FrontMatter(title: title, language: language, allowsHTML: allowsHTML),
      blocks: blocks, warnings: [], sourceLines: [])
  }

  static func cell(_ code: String = "x", label: String? = nil, _ change: (inout CellOptions) -> Void = { _ in }) -> Cell
  {
    var options = CellOptions()
    options.label = label
    change(&options)
    return Cell(index: 0, options: options, code: code, fenceLine: 10, codeLine: 11)
  }

  static func run(
    _ outputs: [CellOutput] = [], stdout: String = "", status: CellRun.Status = .ok, error: CellFailure? = nil,
    embedded: Bool = false
  ) -> LessonRun {
    LessonRun(
      status: status == .ok ? .ok : .failed, parameters: [:], cached: false, seconds: 1, cpuSeconds: 1,
      peakMemoryBytes: 1,
      datasets: embedded ? [DatasetUse(name: "mnist", source: .embedded, sha256: "", isStandIn: true)] : [],
      cells: [CellRun(status: status, seconds: 1, stdout: stdout, error: error, outputs: outputs)], inlineValues: [])
  }

  /// The page without its styles and script, the summary and all files.
  static func page(
    _ lesson: Lesson, run: LessonRun = run(), selfContained: Bool = false
  ) throws -> (body: String, summary: ReportSummary, files: [String: Data]) {
    try ReportFixture.withFolder { folder in
      let writer = try ReportWriter(
        templates: [ReportFixture.templates], output: folder, selfContained: selfContained)
      let summary = try writer.write(lesson, run: run, name: "lesson")
      let files = try ReportFixture.files(in: folder.appending(path: "lesson"))
      let html = String(decoding: files["index.html"] ?? Data(), as: UTF8.self)
      let body = html.split(separator: "<body", maxSplits: 1).last.map(String.init) ?? ""
      return (String(body.split(separator: "<script>", maxSplits: 1).first ?? ""), summary, files)
    }
  }
}
