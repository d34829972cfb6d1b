import LessonReport

/// What became of all lessons.
struct SessionOutcome {
  var results: [JobResult]
  /// Lessons that were not started any more.
  var unstarted: Int

  var seconds: Double

  init(_ results: [JobResult], jobCount: Int, seconds: Double) {
    self.results = results
    self.seconds = seconds
    unstarted = jobCount - results.count
  }

  var reports: [ReportSummary] { results.compactMap(\.report) }

  /// What the course page shows: also lessons whose report could not be written.
  var courseEntries: [ReportSummary] { results.filter { !$0.isInterrupted }.map(\.courseEntry) }

  /// Whether the exit status is 0.
  var isGood: Bool { unstarted == 0 && results.allSatisfy(\.isGood) }

  /// Whether a data set that had to be had was not.
  var lacksData: Bool { results.contains { !($0.run?.missingDatasets.isEmpty ?? true) } }

  /// One line for the end of the run.
  var summary: String {
    let failed = results.count { !$0.isGood }
    // A sweep runs one lesson several times.
    let lessons = Set(results.map(\.path)).count
    let cells = results.reduce(0) { $0 + ($1.run?.cells.count ?? 0) }
    let passed = reports.reduce(0) { $0 + $1.passedChecks }
    let missed = reports.reduce(0) { $0 + $1.missedChecks }
    let aside = reports.reduce(0) { $0 + $1.notComparableChecks }
    var parts = [Self.count(lessons, "lesson")]
    if lessons < results.count { parts[0] += " in \(Self.count(results.count, "run"))" }
    parts.append(Self.count(cells, "cell"))
    parts.append(passed + missed > 0 ? "\(passed) of \(Self.count(passed + missed, "check")) held" : "no checks")
    if aside > 0 { parts.append("\(aside) not comparable") }
    if failed > 0 { parts.append("\(Self.count(failed, lessons < results.count ? "run" : "lesson")) failed") }
    if unstarted > 0 { parts.append("\(unstarted) not started") }
    parts.append(String(format: "%.1f s", seconds))
    return parts.joined(separator: ", ")
  }

  /// `1 cell`, `2 cells`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

extension JobResult {
  /// The lesson's entry on the course page.
  var courseEntry: ReportSummary {
    report ?? ReportSummary(name: name, source: path, title: name, language: "en", isFailed: true)
  }
}
