import ArgumentParser
import Foundation
import LessonEvents
import LessonRunner
import Synchronization

/// What happens, as JSON lines for other programs (`--events`).
final class EventLog: RunObserver {
  private struct Target {
    var path: String
    /// `nil` once writing has failed.
    var handle: FileHandle?
  }

  private let file: Mutex<Target>

  /// One line.
  struct Line: Encodable {
    var lesson: String
    var event: String
    var cell: Int?
    var line: Int?
    /// Index of an inline value.
    var value: Int?
    var seconds: Double?
    var message: String?
    var training: TrainingProgress?
    var dataset: DatasetUse?
  }

  /// Throws `ExitCode` where the file cannot be written.
  init(path: String) throws {
    // Opened as it is: Foundation would put a new file in the place of a pipe or a device.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      StandardError.write("Error: the file of events '\(path)' cannot be written (\(String(cString: strerror(errno))))")
      throw ExitCode.inputMissing
    }
    file = Mutex(Target(path: path, handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)))
  }

  func update(_ job: RunSession.Job, _ event: RunnerEvent) {
    var line = Line(lesson: job.name, event: "compiling")
    switch event {
    case .compiling: break
    case .warning(let text), .lesson(.warning(let text)): (line.event, line.message) = ("warning", text)
    case .lesson(.cellStarted(let cell)): (line.event, line.cell) = ("cellStarted", cell)
    case .lesson(.statement(let cell, let number)):
      (line.event, line.cell, line.line) = ("statement", cell, number)
    case .lesson(.cellFinished(let cell, let seconds)):
      (line.event, line.cell, line.seconds) = ("cellFinished", cell, seconds)
    case .lesson(.output(let cell, _)): (line.event, line.cell) = ("output", cell)
    case .lesson(.inlineStarted(let index)): (line.event, line.value) = ("inlineStarted", index)
    case .lesson(.inputOpened(let input)): (line.event, line.message) = ("inputOpened", input.path)
    case .lesson(.inlineValue(_, let value)): (line.event, line.message) = ("inlineValue", value.text)
    case .lesson(.inlineFailed(_, let message)): (line.event, line.message) = ("inlineFailed", message)
    case .lesson(.progress(let cell, let training)):
      (line.event, line.cell, line.training) = ("progress", cell, training)
    case .lesson(.waitingForFit(let cell)): (line.event, line.cell) = ("waitingForFit", cell)
    case .lesson(.waitingEnded(let cell)): (line.event, line.cell) = ("waitingEnded", cell)
    case .lesson(.dataset(let use)): (line.event, line.dataset) = ("dataset", use)
    case .lesson(.datasetMissing(let name)): (line.event, line.message) = ("datasetMissing", name)
    case .lesson(.failed(let cell, let failure)):
      (line.event, line.cell, line.message, line.line) = ("failed", cell, failure.message, failure.line)
    }
    write(line)
  }

  /// The last line of a lesson.
  func finish(_ result: JobResult) {
    write(Line(lesson: result.name, event: "finished", seconds: result.run?.seconds, message: result.line))
  }

  private func write(_ line: Line) {
    guard let data = try? JSONEncoder.forLessons.encode(line) else { return }
    file.withLock { file in
      guard let handle = file.handle else { return }
      do {
        try handle.write(contentsOf: data + Data([0x0A]))
      } catch {
        StandardError.write("warning: no more events can be written to '\(file.path)': \(error.localizedDescription)")
        file.handle = nil
      }
    }
  }
}
