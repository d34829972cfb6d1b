import Foundation
import LessonDocument
import LessonEvents
import LessonReport

/// The page of a sweep: its runs below each other, with what each was given and the numbers that came of it.
struct SweepPage {
  var lesson: Lesson
  var run: LessonRun
  var name: String

  /// The pages of all lessons that were run with several values of a parameter.
  ///
  /// Throws `ReportError` where a language has no words.
  static func pages(of results: [JobResult], by writer: ReportWriter) throws(ReportError) -> [SweepPage] {
    let swept = results.filter { !$0.sweptValues.isEmpty && $0.run != nil }
    var paths: [String] = []
    for result in swept where !paths.contains(result.path) { paths.append(result.path) }
    var pages: [SweepPage] = []
    for path in paths { pages.append(try SweepPage(swept.filter { $0.path == path }, by: writer)) }
    return pages
  }

  /// Numbers of one name, such as those of two trainings, are told apart by their place in the lesson: `Loss`, `Loss (2)`.
  private static func named(_ numbers: [(name: String, value: Double)]) -> [(name: String, value: Double)] {
    var counts: [String: Int] = [:]
    return numbers.map { name, value in
      counts[name, default: 0] += 1
      let count = counts[name, default: 1]
      return (count == 1 ? name : "\(name) (\(count))", value)
    }
  }

  /// - Parameter results: runs of one lesson, at least one.
  private init(_ results: [JobResult], by writer: ReportWriter) throws(ReportError) {
    let first = results[0]
    let language = first.report?.language ?? "en"
    let labels = try writer.labels(for: language)
    name = String(first.name.split(separator: "/").dropLast().joined(separator: "/"))
    let numbers = results.map { Self.named($0.run?.numbers(labels) ?? []) }
    var columns: [String] = []
    for number in numbers.joined() where !columns.contains(number.name) { columns.append(number.name) }
    let rows = zip(results, numbers).map { result, numbers in
      let values = result.sweptValues.enumerated().map { index, parameter in
        index == 0
          ? [Inline.link(url: result.address, title: "", content: [.text(parameter.value.text)])]
          : [Inline.text(parameter.value.text)]
      }
      let cells = columns.map { column in
        [Inline.text(numbers.first { $0.name == column }.map { NumberText.short($0.value, digits: 4) } ?? "")]
      }
      return values + [[.text(labels[result.report?.isFailed == false ? .stateOk : .stateFailed])]] + cells
    }
    let header = first.sweptValues.map(\.name) + [labels[.verdict]] + columns
    let table = TableBlock(
      header: header.map { [.text($0)] }, alignments: header.map { _ in .right }, rows: rows, label: nil, caption: [],
      location: SourceLocation(line: 1))
    lesson = Lesson(
      path: first.path,
      frontMatter: FrontMatter(
        title: first.report?.title ?? name, language: language, showsContents: false),
      blocks: [.table(table)], warnings: [], sourceLines: [])
    run = LessonRun(
      status: results.allSatisfy { $0.run?.status == .ok } ? .ok : .failed, parameters: [:], cached: false, seconds: 0,
      cpuSeconds: 0, peakMemoryBytes: 0, datasets: [], cells: [], inlineValues: [])
  }
}

extension JobResult {
  /// Address of the report from the page of the sweep.
  fileprivate var address: String {
    let folder = String(name.split(separator: "/").last ?? "")
    return (folder.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? folder) + "/index.html"
  }
}

extension LessonRun {
  /// The numbers of a run that another run may be held against: evaluations, last values of trainings, checks.
  fileprivate func numbers(_ labels: Labels) -> [(name: String, value: Double)] {
    cells.flatMap(\.outputs).flatMap { output -> [(name: String, value: Double)] in
      switch output.content {
      case .metrics(let metrics):
        metrics.rows.flatMap {
          [("\($0.name), \(labels[.accuracy])", $0.accuracy), ("\($0.name), \(labels[.loss])", $0.loss)]
        }
      case .history(let history):
        history.series.compactMap { series in series.values.last.map { (labels.heading(of: series.name), $0) } }
      case .check(let check):
        if case .number(let number) = check.actual { [(check.name, number)] } else { [] }
      default: []
      }
    }
  }
}

extension Labels {
  /// The words for a series of a training by Keras's name: `loss`, `val_accuracy`; another name stands as it is.
  fileprivate func heading(of series: String) -> String {
    let measures: [Substring: LabelKey] = ["loss": .loss, "accuracy": .accuracy]
    let isValidation = series.hasPrefix("val_")
    guard let measure = measures[series.dropFirst(isValidation ? 4 : 0)] else { return series }
    return "\(self[isValidation ? .validation : .training]), \(self[measure])"
  }
}
