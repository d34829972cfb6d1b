import Foundation
import LessonEvents

/// Finds out why a lesson ended as it did and writes it into the cell or the inline value in which it ended.
struct Autopsy {
  /// `nil` where the supervisor could not report.
  var report: ProcessReport?
  var interruption: RunInterruption?
  var limits: RunLimits
  var crash: CrashReport?
  var sources: [CellSource]

  func conclude(_ recorder: inout RunRecorder) {
    let isInterrupted = (interruption ?? interruptionBySupervisor) != nil
    // A program that ends well after its last cell is the rule.
    if !isInterrupted, report?.ending == .exit(code: 0) {
      switch recorder.place {
      case .beforeFirstCell, .afterCell: return
      case .inCell, .inlineValue: break
      }
    }
    // What any other ending printed is the lesson's own text.
    let trap = !isInterrupted && isTrap ? recorder.removeTrapText() : nil
    let (status, message) = verdict(trap: trap)
    if case .inlineValue(let index) = recorder.place {
      return recorder.failInlineValue(index, message)
    }
    guard let index = recorder.current else { return recorder.failProgram(message) }
    let source = sources.first { $0.cell.index == index }
    var failure = CellFailure(
      message: message, line: recorder.line ?? source?.firstLine, file: source?.cell.options.file)
    if status == .error { locate(&failure, trap: trap) }
    recorder.fail(status, failure)
  }

  /// Whether the program ended as one does that traps.
  private var isTrap: Bool {
    switch report?.ending {
    case .signal(SIGILL), .signal(SIGTRAP), .signal(SIGABRT), .signal(SIGSEGV), .signal(SIGBUS), .signal(SIGFPE): true
    default: false
    }
  }

  private func verdict(trap: String?) -> (status: CellRun.Status, message: String) {
    if let interruption = interruption ?? interruptionBySupervisor {
      return (interruption.status, interruption.message)
    }
    guard let ending = report?.ending else {
      return (.killed, "the supervisor of the lesson was killed from outside, and the lesson with it")
    }
    switch ending {
    case .signal where isTrap:
      if let trap, let message = TrapText.uncaughtError(trap) { return (.error, message) }
      return (.error, trap ?? crash?.runtimeFailure ?? ending.message)
    case .signal: return (.killed, ending.message)
    case .exit: return (.error, ending.message)
    }
  }

  private var interruptionBySupervisor: RunInterruption? {
    switch report?.cause {
    case .memory: .memory(limitBytes: limits.memoryBytes, heldBytes: report?.peakMemoryBytes ?? 0)
    case .processes: .processes(limit: limits.processes)
    case .asked, .none?, nil: nil
    }
  }

  /// A trap's own place is more exact than the statement that ran; that of an uncaught error lies in our library.
  private func locate(_ failure: inout CellFailure, trap: String?) {
    if let trap, TrapText.uncaughtError(trap) != nil { return }
    guard let place = crash?.place(in: Set(sources.map(\.file))),
      let source = sources.first(where: { place.file.hasSuffix($0.file) && $0.lines.contains(place.line) })
    else { return }
    failure.line = place.line
    failure.column = place.column > 0 ? source.column(ofByte: place.column, line: place.line) : nil
    failure.file = source.cell.options.file
  }
}
