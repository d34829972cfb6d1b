import Foundation
import LessonEvents

/// `summary.json` in the folder of a report: what the course page shows of it, so that a run of other lessons goes on
/// linking it. The lesson's file stands in it as a path from the output folder: it is the same wherever both are moved.
enum SummaryFile {
  static let name = "summary.json"

  static func bytes(of summary: ReportSummary, output: URL) -> [UInt8] {
    var summary = summary
    summary.source = RelativePath.from(output.standardizedFileURL.path, to: absolute(summary.source))
    guard let data = try? JSONEncoder.forLessons.encode(summary) else {
      preconditionFailure("a summary that JSON cannot hold")
    }
    return Array(data) + [UInt8(ascii: "\n")]
  }

  /// The reports that stand in an output folder besides some, by name. Left out are those whose lesson is gone, and earlier
  /// ones of lessons that have a newer report: the points of a sweep, say.
  static func standing(in output: URL, besides entries: [ReportSummary]) -> [ReportSummary] {
    let sources = Set(entries.map { absolute($0.source) })
    var found: [ReportSummary] = []
    for name in names(in: output, besides: Set(entries.map(\.name))) {
      guard let data = FileManager.default.contents(atPath: output.appending(path: "\(name)/\(Self.name)").path),
        var summary = try? JSONDecoder.forLessons.decode(ReportSummary.self, from: data)
      else { continue }
      summary.name = name
      summary.source = URL(filePath: summary.source, relativeTo: output.appending(path: "")).standardizedFileURL.path
      if !sources.contains(summary.source), FileManager.default.fileExists(atPath: summary.source) {
        found.append(summary)
      }
    }
    return found
  }

  /// Names of the reports below a folder; figures are not looked through.
  private static func names(in output: URL, besides known: Set<String>) -> [String] {
    var names: [String] = []
    var waiting = [""]
    while let parent = waiting.popLast() {
      let url = parent.isEmpty ? output : output.appending(path: parent)
      let children = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      let isReport = children.contains(name)
      if isReport, !known.contains(parent) { names.append(parent) }
      for child in children where !child.contains(".") || !isFile(url.appending(path: child)) {
        if child.hasPrefix(".") || (isReport && child == OutputFolder.figures) { continue }
        waiting.append(parent.isEmpty ? child : "\(parent)/\(child)")
      }
    }
    return names.sorted()
  }

  private static func isFile(_ url: URL) -> Bool {
    var status = stat()
    return stat(url.path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  private static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
}
