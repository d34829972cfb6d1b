import Foundation
import LessonEvents

/// Finds out why a lesson ended as it did and writes it into the cell in which it ended.
struct Autopsy {
  /// `nil` where the supervisor could not report.
  var report: ProcessReport?
  var interruption: RunInterruption?
  var limits: RunLimits
  var crash: CrashReport?
  var sources: [CellSource]

  func conclude(_ recorder: inout RunRecorder) {
    guard let index = recorder.current else { return }
    let line = recorder.line ?? sources.first { $0.cell.index == index }?.firstLine
    let file = sources.first { $0.cell.index == index }?.cell.options.file
    if let interruption = interruption ?? interruptionBySupervisor {
      recorder.removeTrapText()
      recorder.fail(interruption.status, CellFailure(message: interruption.message, line: line, file: file))
      return
    }
    guard let ending = report?.ending else {
      let message = "the supervisor of the lesson was killed from outside, and the lesson with it"
      return recorder.fail(.killed, CellFailure(message: message, line: line, file: file))
    }
    guard recorder.isRunning || ending != .exit(code: 0) else { return }
    let trap = recorder.removeTrapText()
    switch ending {
    case .signal(SIGILL), .signal(SIGTRAP), .signal(SIGABRT), .signal(SIGSEGV), .signal(SIGBUS), .signal(SIGFPE):
      recorder.fail(.error, trapFailure(trap, ending, line: line, file: file))
    case .signal:
      recorder.fail(.killed, CellFailure(message: ending.message, line: line, file: file))
    case .exit:
      recorder.fail(.error, CellFailure(message: ending.message, line: line, file: file))
    }
  }

  private var interruptionBySupervisor: RunInterruption? {
    switch report?.cause {
    case .memory: .memory(limitBytes: limits.memoryBytes, heldBytes: report?.peakMemoryBytes ?? 0)
    case .processes: .processes(limit: limits.processes)
    case .asked, .none?, nil: nil
    }
  }

  private func trapFailure(
    _ text: String?, _ ending: ChildProcess.Ending, line: Int?, file: String?
  ) -> CellFailure {
    if let text, let message = TrapText.uncaughtError(text) {
      return CellFailure(message: message, line: line, file: file)
    }
    let message = text ?? crash?.runtimeFailure ?? ending.message
    guard let place = crash?.place(in: Set(sources.map(\.file))),
      let source = sources.first(where: { place.file.hasSuffix($0.file) && $0.lines.contains(place.line) })
    else { return CellFailure(message: message, line: line, file: file) }
    return CellFailure(
      message: message, line: place.line, column: place.column > 0 ? place.column : nil, file: source.cell.options.file)
  }
}
