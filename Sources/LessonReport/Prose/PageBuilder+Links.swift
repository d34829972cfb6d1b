import Foundation
import LessonDocument

extension PageBuilder {
  /// Where a link of the prose leads from the page: one to a lesson's file leads to its report.
  func target(ofLink url: String) -> String {
    guard let address = LocalAddress(url) else { return url }
    guard address.path.hasSuffix(".md") else {
      // The page of the course, say.
      if !address.path.hasSuffix("index.html") { noteLink(.linkToFile(path: url), url) }
      return url
    }
    guard let way = address.resolved(in: folderOfReports) else {
      noteLink(.linkLeadsOut(path: url), url)
      return url
    }
    let folder = URL(filePath: lesson.path).deletingLastPathComponent()
    if !FileManager.default.fileExists(atPath: folder.appending(path: address.path).path) {
      noteLink(.linkToNothing(path: url), url)
    }
    let report = way.joined(separator: "/").dropLast(".md".count) + "/index.html"
    return wayToOutput + (report.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? String(report))
      + address.rest
  }

  /// The way from the page to the output, where the page of the course stands.
  var wayToOutput: String { String(repeating: "../", count: name.split(separator: "/").count) }

  /// The way from the output to the folder that holds the lesson's report, as from the folder of lessons to the lesson's own.
  /// The run of a sweep has a folder of its own below the report's.
  private var folderOfReports: [String] {
    let parts = name.split(separator: "/").map(String.init)
    let isRunOfSweep = !"/\(lesson.path)".hasSuffix("/\(name).md")
    return parts.dropLast(isRunOfSweep ? 2 : 1)
  }

  /// Links have no place of their own: the address is looked for from the beginning of its block on.
  private func noteLink(_ kind: ReportProblem.Kind, _ url: String) {
    let lines = lesson.sourceLines
    for line in lines.indices.dropFirst(currentBlock.line - 1) {
      guard let found = lines[line].firstRange(of: url) else { continue }
      let column = lines[line].distance(from: lines[line].startIndex, to: found.lowerBound) + 1
      return note(ReportProblem(kind, line: line + 1, column: column))
    }
    note(ReportProblem(kind, line: currentBlock.line, column: currentBlock.column))
  }

  /// A link that a line has twice is noted once.
  private func note(_ problem: ReportProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }
}
