import Folders
import Foundation

extension ReportWriter {
  /// Writes `output/index.html`: the lessons by the number of their lecture, with their state and a figure of each, and
  /// a search over all of them.
  ///
  /// Reports of other lessons that stand in the output stay on the page as long as their lessons are there. The page speaks
  /// the language of most lessons. Throws `ReportError` where it cannot be written.
  public func writeCourse(_ entries: [ReportSummary]) throws(ReportError) {
    let entries = entries + SummaryFile.standing(in: output, besides: entries)
    let groups = Self.groups(entries)
    let labels = try templates.labels(for: groups.first?.language ?? "en")
    var sections: [[String: Any]] = []
    for group in groups {
      let name = try templates.labels(for: group.language)[.languageName]
      sections.append([
        "languageName": name, "language": group.language, "lessons": group.entries.map { context($0, labels: labels) },
      ])
    }
    let page = try templates.render(
      "course",
      [
        "t": labels.texts, "lang": labels.language, "stylesheet": templates.stylesheet,
        "script": templates.courseScript,
        "groups": sections, "hasLanguages": groups.count > 1,
        "index": CourseIndex(entries: groups.flatMap(\.entries)).json,
        "counts": labels.text(
          .courseSummary,
          [
            "lessons": "\(entries.count)", "passed": "\(entries.map(\.passedChecks).reduce(0, +))",
            "all": "\(entries.map { $0.passedChecks + $0.missedChecks }.reduce(0, +))",
          ]),
      ])
    do {
      let aside = try OwnedFolder.aside(in: output)
      let file = aside.url.appending(path: "index.html")
      try Data(HTMLText.withoutControls(page).utf8).write(to: file)
      try OutputFolder.rename(file, to: output.appending(path: "index.html"))
      OwnedFolder.removeAbandoned(in: output)
    } catch {
      throw .unwritable(file: "\(output.relativePath)/index.html", reason: Reason.of(error))
    }
  }

  /// Lessons by language, the one with most lessons first, of equals the one whose lessons stand less deep: a folder `en/`
  /// translates the course beside it. Within a language by number of the lecture, those without one after them, by name.
  private static func groups(_ entries: [ReportSummary]) -> [(language: String, entries: [ReportSummary])] {
    let ordered = entries.sorted { ($0.lectureNumber ?? .max, $0.name) < ($1.lectureNumber ?? .max, $1.name) }
    var languages: [String] = []
    for entry in ordered where !languages.contains(entry.language) { languages.append(entry.language) }
    let groups = languages.map { language in (language: language, entries: ordered.filter { $0.language == language }) }
    func depth(_ entries: [ReportSummary]) -> Int { entries.map { $0.name.count { $0 == "/" } }.min() ?? 0 }
    return groups.enumerated().sorted { one, other in
      let (a, b) = (one.element.entries, other.element.entries)
      return (b.count, depth(a), one.offset) < (a.count, depth(b), other.offset)
    }.map(\.element)
  }

  private func context(_ entry: ReportSummary, labels: Labels) -> [String: Any] {
    let all = entry.passedChecks + entry.missedChecks
    let isGood = !entry.isFailed && entry.missedChecks == 0
    var context: [String: Any] = [
      "address": entry.address, "title": entry.title,
      "state": labels[entry.isFailed ? .stateFailed : .stateOk],
      "stateClass": isGood ? "passed" : "missed", "icon": isGood ? "✓" : "✗", "lessonLanguage": entry.language,
    ]
    if all > 0 { context["checkText"] = labels.text(.stateChecks, ["n": "\(entry.passedChecks)", "all": "\(all)"]) }
    if entry.notComparableChecks > 0 {
      context["aside"] = labels.text(.checkCountNotComparable, ["n": "\(entry.notComparableChecks)"])
    }
    if let subtitle = entry.subtitle { context["subtitle"] = subtitle }
    if let excerpt = entry.excerpt { context["excerpt"] = excerpt }
    if let number = entry.lectureNumber { context["lecture"] = labels.text(.lecture, ["n": "\(number)"]) }
    if let thumbnail = entry.thumbnail {
      let path = thumbnail.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? thumbnail
      context["thumbnail"] = thumbnail.hasPrefix("data:") ? thumbnail : "\(entry.folder)/\(path)"
    }
    return context
  }
}

extension ReportSummary {
  /// The folder of the report as an address from the course page.
  fileprivate var folder: String { name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name }
  fileprivate var address: String { "\(folder)/index.html" }
}

/// What the search of the course page looks through: the sections of all lessons, as JSON inside the page.
private struct CourseIndex {
  let entries: [ReportSummary]

  /// JSON without `<`, so that nothing in it can end the element it stands in.
  var json: String {
    let lessons = entries.map { entry in
      JSONText.object([
        "address": .string(entry.address), "title": .string(entry.title), "lang": .string(entry.language),
        "sections": .array(
          entry.sections.map {
            .array([.string($0.title), .string($0.anchor), .string($0.text), .string($0.names.joined(separator: " "))])
          }),
      ])
    }
    // By bytes: a `<` that is one character with what stands before it ends an element all the same.
    return JSONText.array(lessons).text().utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\\u003c")
  }
}
