import Foundation
import LessonDocument
import LessonEvents
import LessonRunner
import Synchronization

/// Says on standard error how far the lessons have come: on a terminal in one live line a running lesson, else in plain
/// lines that a log can keep.
final class ProgressDisplay: RunObserver {
  private struct State {
    /// Running lessons with what each does, in the order in which they started.
    var running: [(name: String, progress: LessonProgress)] = []
    var drawnLines = 0
    var drawn = ContinuousClock.now
  }

  private let isTerminal: Bool
  private let state = Mutex(State())

  init(isTerminal: Bool) { self.isTerminal = isTerminal }

  /// Takes what a running lesson says.
  func update(_ job: RunSession.Job, _ event: RunnerEvent) {
    state.withLock { state in
      let place = state.running.firstIndex { $0.name == job.name } ?? state.running.count
      if place == state.running.count { state.running.append((job.name, LessonProgress(job))) }
      let line = state.running[place].progress.take(event, at: .now)
      if isTerminal {
        // Ten times a second is as much as an eye can follow.
        guard line != nil || state.drawn.duration(to: .now) > .milliseconds(100) else { return }
        // What is odd stays to be read; how far a lesson has come is drawn over.
        let isWarning =
          switch event {
          case .warning, .lesson(.warning): true
          default: false
          }
        redraw(&state, above: isWarning ? line.map { ["\(job.name): \($0)"] } ?? [] : [])
      } else if let line {
        StandardError.write("\(job.name): \(line)")
      }
    }
  }

  /// Takes a lesson that has ended: its messages, and one line.
  func finish(_ result: JobResult) {
    state.withLock { state in
      state.running.removeAll { $0.name == result.name }
      let lines = result.messages + ["\(result.name): \(result.line)"]
      if isTerminal {
        redraw(&state, above: lines)
      } else {
        for line in lines { StandardError.write(line) }
      }
    }
  }

  private func redraw(_ state: inout State, above lines: [String]) {
    var text = state.drawnLines > 0 ? "\u{1B}[\(state.drawnLines)A\u{1B}[J" : ""
    for line in lines { text += line + "\n" }
    for (name, progress) in state.running {
      text += String("\(name): \(progress.text(at: .now))".prefix(columns - 1)) + "\n"
    }
    state.drawnLines = state.running.count
    state.drawn = .now
    StandardError.write(raw: text)
  }

  private var columns: Int {
    var size = winsize()
    return ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20 ? Int(size.ws_col) : 80
  }
}
