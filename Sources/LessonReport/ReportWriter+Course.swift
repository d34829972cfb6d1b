import Foundation

extension ReportWriter {
  /// Writes `output/index.html`: the lessons by the number of their lecture, with their state and a figure of each.
  ///
  /// The page speaks the language of most lessons. Throws `ReportError` where it cannot be written.
  public func writeCourse(_ entries: [ReportSummary]) throws(ReportError) {
    let counts = Dictionary(grouping: entries, by: \.language).mapValues(\.count)
    let language = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "en"
    let labels = try templates.labels(for: language)
    let lessons = Self.ordered(entries).map { Self.context($0, labels: labels) }
    let page = try templates.render(
      "course",
      [
        "t": labels.texts, "lang": language, "stylesheet": templates.stylesheet, "script": templates.script,
        "lessons": lessons,
        "counts": labels.text(
          .courseSummary,
          [
            "lessons": "\(entries.count)", "passed": "\(entries.map(\.passedChecks).reduce(0, +))",
            "all": "\(entries.map { $0.passedChecks + $0.missedChecks }.reduce(0, +))",
          ]),
      ])
    do {
      let aside = try AsideFolder(in: output)
      let file = aside.url.appending(path: "index.html")
      try Data(page.utf8).write(to: file)
      try OutputFolder.rename(file, to: output.appending(path: "index.html"))
      AsideFolder.removeAbandoned(in: output)
    } catch {
      throw .unwritable(file: "index.html", reason: Reason.of(error))
    }
  }

  /// By number of the lecture, those without one after them, by name.
  private static func ordered(_ entries: [ReportSummary]) -> [ReportSummary] {
    entries.sorted { ($0.lectureNumber ?? .max, $0.name) < ($1.lectureNumber ?? .max, $1.name) }
  }

  private static func context(_ entry: ReportSummary, labels: Labels) -> [String: Any] {
    let folder = entry.name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? entry.name
    let all = entry.passedChecks + entry.missedChecks
    let isGood = !entry.isFailed && entry.missedChecks == 0
    var context: [String: Any] = [
      "address": "\(folder)/index.html", "title": entry.title,
      "state": labels[entry.isFailed ? .stateFailed : .stateOk],
      "stateClass": isGood ? "passed" : "missed", "icon": isGood ? "✓" : "✗", "lessonLanguage": entry.language,
    ]
    if all > 0 { context["checkText"] = labels.text(.stateChecks, ["n": "\(entry.passedChecks)", "all": "\(all)"]) }
    if entry.notComparableChecks > 0 {
      context["aside"] = labels.text(.checkCountNotComparable, ["n": "\(entry.notComparableChecks)"])
    }
    if let subtitle = entry.subtitle { context["subtitle"] = subtitle }
    if let number = entry.lectureNumber { context["lecture"] = labels.text(.lecture, ["n": "\(number)"]) }
    if let thumbnail = entry.thumbnail { context["thumbnail"] = "\(folder)/\(thumbnail)" }
    return context
  }
}
