import LessonDocument
import LessonEvents
import LessonReport
import LessonRunner

/// What became of one lesson.
struct JobResult: Sendable {
  var name: String
  var path: String
  var report: ReportSummary?
  var run: LessonRun?
  /// Sentences for the terminal, each with its place.
  var messages: [String]
  /// The parameters that take several values in this call, with this run's.
  var sweptValues: [(name: String, value: ParameterValue)] = []
  /// Whether the person at the terminal stopped it.
  var isInterrupted = false

  /// Whether the lesson ran, its report stands and every check held.
  var isGood: Bool {
    guard let report else { return false }
    return !report.isFailed && report.missedChecks == 0
  }
}

extension RunSession.Job {
  /// Runs the lesson and has its report written; whatever goes wrong is in the result.
  func run(
    by runner: LessonRunner, _ report: RunSession.Reporting, isStopped: @escaping @Sendable () -> Bool,
    onEvent: @escaping @Sendable (RunnerEvent) -> Void
  ) async -> JobResult {
    var result = JobResult(name: name, path: file.path, messages: [], sweptValues: sweptValues)
    if isStopped() {
      result.isInterrupted = true
      return result
    }
    do {
      switch content {
      case .success(let lesson):
        result.messages += lesson.warnings.map { "\($0)" }
        let run = try await runner.stopping(when: isStopped).run(lesson, parameters: parameters, onEvent: onEvent)
        result.run = run
        // An earlier report is worth more than one of a run that was stopped.
        if isStopped(), run.status == .failed {
          result.isInterrupted = true
          return result
        }
        result.messages += run.failureMessages(of: lesson)
        result.report = try report(lesson, run, name)
      case .failure(let errors):
        result.messages += errors.diagnostics.map { "\($0)" }
        let broken = BrokenLesson(
          file, frontMatter: errors.frontMatter,
          failures: errors.diagnostics.filter { $0.severity == .error }
            .map { CellFailure(message: $0.message, line: $0.location.line, column: $0.location.column) })
        result.run = broken.run
        result.report = try report(broken.lesson, broken.run, name)
      }
      result.messages += (result.report?.problems ?? []).map { "\(file.path):\($0)" }
    } catch {
      // Ctrl-C in a terminal ends the compiler too.
      if isStopped() {
        result.isInterrupted = true
        return result
      }
      result.messages.append("\(file.path): error: \(error)")
      // The page must not go on showing an older success.
      let broken = BrokenLesson(file, failures: [CellFailure(message: "\(error)")])
      if result.run == nil { result.run = broken.run }
      result.report = try? report(broken.lesson, broken.run, name)
    }
    return result
  }
}
