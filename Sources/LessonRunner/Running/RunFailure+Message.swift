import Foundation
import LessonEvents

extension RunInterruption {
  /// The sentence a reader sees in the cell.
  var message: String {
    switch self {
    case .cellTimeout(let seconds):
      "the cell took longer than \(format(seconds)) s and was ended; "
        + "'timeout' in its options or --timeout sets the bound"
    case .inlineTimeout(let seconds):
      "the value took longer than \(format(seconds)) s and the lesson was ended; --timeout sets the bound"
    case .lessonTimeout(let seconds):
      "the lesson took longer than \(format(seconds)) s and was ended in this cell; --lesson-timeout sets the bound"
    case .memory(let limit, let held):
      "the lesson held \(mebibytes(held)) MiB of memory, more than its bound of \(mebibytes(limit)) MiB, and was ended; "
        + "--memory sets the bound"
    case .processes(let limit):
      "the lesson started more than \(limit) processes and was ended"
    case .printed(let limit):
      "the cell printed more than \(mebibytes(limit)) MiB and was ended"
    case .outputs(let limit):
      "the cell showed more than \(limit) outputs and was ended"
    case .outputBytes(let limit):
      "the cell showed more than \(mebibytes(limit)) MiB and was ended; show a part of it"
    case .cancelled:
      "the run was stopped in this cell"
    }
  }

  private func format(_ seconds: Double) -> String { String(format: "%g", seconds) }
  private func mebibytes(_ bytes: Int) -> Int { bytes >> 20 }
}

extension ChildProcess.Ending {
  /// The sentence for a lesson that ended before its last cell, without an error that says more.
  var message: String {
    switch self {
    case .exit(let code): "the program was ended here with exit(\(code))"
    case .signal(SIGKILL): "the program was killed from outside (signal 9), perhaps because memory ran out"
    case .signal(SIGSEGV): "the program accessed memory that is not its own (signal 11)"
    case .signal(let number): "the program was ended by signal \(number) (\(String(cString: strsignal(number))))"
    }
  }
}

extension CellOutput {
  /// What stands in the place of an output that nobody can draw.
  static let unsound = CellOutput.text(
    "an output cannot be shown: its sizes do not agree, an index is of nothing, or no axis can hold its numbers")
}
