import Foundation
import LessonDocument
import LessonEvents
import LessonRunner

/// How far one lesson has come, in words.
struct LessonProgress {
  private let labels: [String?]
  private var cell: Int?
  private var training: TrainingProgress?
  private var trainingBegan = ContinuousClock.now

  init(_ job: RunSession.Job) {
    labels = ((try? job.content.get())?.cells ?? []).map(\.options.label)
  }

  /// Takes an event; a line for the log where it is worth one: a cell begins, an epoch is over.
  mutating func take(_ event: RunnerEvent) -> String? {
    switch event {
    case .compiling:
      return "compiling"
    case .warning(let text), .lesson(.warning(let text)):
      return "warning: \(text)"
    case .lesson(.cellStarted(let index)):
      cell = index
      training = nil
      return text
    case .lesson(.progress(_, let progress)):
      if progress.epoch != training?.epoch || progress.batch < training?.batch ?? 0 {
        if progress.epoch <= 1 { trainingBegan = .now }
      }
      training = progress
      return progress.epoch > 0 && progress.batch == progress.batches ? text : nil
    default:
      return nil
    }
  }

  /// `cell 3 of 12 (mnist), epoch 2 of 5, 12 s left, loss 0.1234, accuracy 0.9612`: what a narrow terminal cuts off is
  /// missed least.
  var text: String {
    guard let cell else { return "compiling" }
    var parts = ["cell \(cell + 1) of \(labels.count)" + (labels[cell].map { " (\($0))" } ?? "")]
    if let training {
      parts.append(
        training.epoch > 0
          ? "epoch \(training.epoch) of \(training.epochs)" : "batch \(training.batch) of \(training.batches)")
      if let left = secondsLeft(training) { parts.append("\(Int(left.rounded(.up))) s left") }
      if let loss = training.loss { parts.append("loss " + String(format: "%.4f", loss)) }
      if let accuracy = training.accuracy { parts.append("accuracy " + String(format: "%.4f", accuracy)) }
    }
    return parts.joined(separator: ", ")
  }

  private func secondsLeft(_ training: TrainingProgress) -> Double? {
    let all = max(1, training.epochs) * training.batches
    let done = max(0, training.epoch - 1) * training.batches + training.batch
    guard done > 0, done < all else { return nil }
    return trainingBegan.duration(to: .now) / .seconds(1) * Double(all - done) / Double(done)
  }
}

extension JobResult {
  /// The line for a lesson that has ended.
  var line: String {
    if isInterrupted { return "stopped" }
    guard let run, let report else { return "failed" }
    let checks = report.passedChecks + report.missedChecks
    var parts = [isGood ? "ok" : report.isFailed ? "failed" : "checks missed"]
    parts.append(SessionOutcome.count(run.cells.count, "cell"))
    if checks > 0 { parts.append("\(report.passedChecks) of \(SessionOutcome.count(checks, "check")) held") }
    if report.notComparableChecks > 0 { parts.append("\(report.notComparableChecks) not comparable") }
    parts.append(run.cached ? "unchanged" : String(format: "%.1f s", run.seconds))
    return parts.joined(separator: ", ")
  }
}
