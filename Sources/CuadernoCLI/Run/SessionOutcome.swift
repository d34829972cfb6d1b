import LessonReport

/// What became of all lessons.
struct SessionOutcome {
  var results: [JobResult]
  /// Lessons that were not started any more.
  var unstarted: Int

  init(_ results: [JobResult], jobCount: Int) {
    self.results = results
    unstarted = jobCount - results.count
  }

  var reports: [ReportSummary] { results.compactMap(\.report) }

  /// Whether the exit status is 0.
  var isGood: Bool { unstarted == 0 && results.allSatisfy(\.isGood) }

  /// Whether a data set that had to be had was not.
  var lacksData: Bool { results.contains { !($0.run?.missingDatasets.isEmpty ?? true) } }

  /// One line for the end of the run.
  var summary: String {
    let failed = results.count { !$0.isGood }
    let cells = results.reduce(0) { $0 + ($1.run?.cells.count ?? 0) }
    let passed = reports.reduce(0) { $0 + $1.passedChecks }
    let missed = reports.reduce(0) { $0 + $1.missedChecks }
    let aside = reports.reduce(0) { $0 + $1.notComparableChecks }
    var parts = ["\(results.count) lessons", "\(cells) cells", "\(passed) of \(passed + missed) checks held"]
    if aside > 0 { parts.append("\(aside) not comparable") }
    if failed > 0 { parts.append("\(failed) lessons failed") }
    if unstarted > 0 { parts.append("\(unstarted) not started") }
    return parts.joined(separator: ", ")
  }
}
