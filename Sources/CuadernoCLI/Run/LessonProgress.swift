import Foundation
import LessonDocument
import LessonEvents
import LessonRunner

/// How far one lesson has come, in words.
package struct LessonProgress {
  /// A log gets a line of a lesson's training no more often than that, but for the first and last words of a `fit`.
  private static let logInterval = Duration.seconds(5)

  private let labels: [String?]
  private var cell: Int?
  private var isWaiting = false
  private var training: TrainingProgress?
  private var lastOfFit: TrainingProgress?
  private var fitBegan = ContinuousClock.now
  private var evaluationBegan = ContinuousClock.now
  /// When the log last got a line of the training in this cell, and whether one of this `fit`.
  private var logged: ContinuousClock.Instant?
  private var isFitLogged = false

  /// - Parameter labels: those of the lesson's cells.
  package init(labels: [String?]) { self.labels = labels }

  init(_ job: RunSession.Job) {
    self.init(labels: ((try? job.content.get())?.cells ?? []).map(\.options.label))
  }

  /// Takes an event; a line for the log where it is worth one.
  package mutating func take(_ event: RunnerEvent, at now: ContinuousClock.Instant) -> String? {
    switch event {
    case .compiling:
      return "compiling"
    case .warning(let text), .lesson(.warning(let text)):
      return "warning: \(text)"
    case .lesson(.cellStarted(let index)):
      cell = index
      (isWaiting, training, lastOfFit, logged, isFitLogged) = (false, nil, nil, nil, false)
      return text(at: now)
    case .lesson(.waitingForFit):
      isWaiting = true
      return isDue(at: now) ? text(at: now) : nil
    case .lesson(.waitingEnded):
      isWaiting = false
      return nil
    case .lesson(.progress(_, let progress)):
      note(progress, at: now)
      guard progress.epoch > 0, progress.batch == progress.batches else { return nil }
      let isEnd = isFitLogged && progress.epoch == progress.epochs
      guard isDue(at: now) || isEnd else { return nil }
      isFitLogged = true
      return text(at: now)
    default:
      return nil
    }
  }

  /// Whether the last line of training is long enough ago; a line is written then.
  private mutating func isDue(at now: ContinuousClock.Instant) -> Bool {
    if let logged, logged.duration(to: now) < Self.logInterval { return false }
    logged = now
    return true
  }

  private mutating func note(_ progress: TrainingProgress, at now: ContinuousClock.Instant) {
    if progress.epoch == 0 {
      if training?.epoch != 0 || progress.batch <= training?.batch ?? 0 { evaluationBegan = now }
    } else {
      // Evaluations may stand between the epochs of one `fit`.
      if !(lastOfFit.map { ($0.epoch, $0.batch) < (progress.epoch, progress.batch) } ?? false) {
        fitBegan = now
        isFitLogged = false
      }
      lastOfFit = progress
    }
    training = progress
  }

  /// `cell 3 of 12 (mnist), epoch 2 of 5, 12 s left, loss 0.1234, accuracy 0.9612`: what a narrow terminal cuts off is
  /// missed least.
  package func text(at now: ContinuousClock.Instant) -> String {
    guard let cell else { return "compiling" }
    var parts = ["cell \(cell + 1) of \(labels.count)" + (labels[cell].map { " (\($0))" } ?? "")]
    if isWaiting {
      parts.append("waiting for a lesson that trains the same network")
    } else if let training {
      parts.append(
        training.epoch > 0
          ? "epoch \(training.epoch) of \(training.epochs)" : "batch \(training.batch) of \(training.batches)")
      if let left = secondsLeft(training, at: now) { parts.append("\(Int(left.rounded(.up))) s left") }
      if let loss = training.loss { parts.append("loss " + String(format: "%.4f", loss)) }
      if let accuracy = training.accuracy { parts.append("accuracy " + String(format: "%.4f", accuracy)) }
    }
    return parts.joined(separator: ", ")
  }

  private func secondsLeft(_ training: TrainingProgress, at now: ContinuousClock.Instant) -> Double? {
    let all = max(1, training.epochs) * training.batches
    let done = max(0, training.epoch - 1) * training.batches + training.batch
    guard done > 0, done < all else { return nil }
    let began = training.epoch == 0 ? evaluationBegan : fitBegan
    return began.duration(to: now) / .seconds(1) * Double(all - done) / Double(done)
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
