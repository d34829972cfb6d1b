import Foundation
import LessonEvents

/// A lesson's process seen from the runner: what it prints and tells is recorded, its bounds are kept.
final class LessonProcess {
  private let supervisor: ChildProcess
  private let control: FileDescriptor
  private let events: FileDescriptor
  private let printed: FileDescriptor
  private let limits: RunLimits
  private let cellSeconds: [Double]
  private let isCancelled: @Sendable () -> Bool
  private let onEvent: (LessonEvent) -> Void
  private let started = ContinuousClock.now
  private let mark = ProcessMark()
  private var lines = LineBuffer()
  private var controlText = ""
  /// Bytes that the lesson told since its last cell began.
  private var toldBytes = 0
  private(set) var recorder: RunRecorder
  private(set) var interruption: RunInterruption?

  /// What a lesson's process is started with.
  struct Setup {
    var installation: Installation
    var executable: URL
    var folder: String
    var environment: [String: String]
    var limits: RunLimits
    /// Bound of each cell, in their order.
    var cellSeconds: [Double]
    var inlineValueCount: Int
    var isCancelled: @Sendable () -> Bool
  }

  /// Starts the lesson under a supervisor of its own.
  init(_ setup: Setup, onEvent: @escaping (LessonEvent) -> Void) throws(ProcessError) {
    let (control, controlEnd) = try FileDescriptor.socketPair()
    let (events, eventsEnd) = try FileDescriptor.socketPair()
    let (printed, printedEnd) = try FileDescriptor.pipe()
    let null = FileDescriptor(owning: open("/dev/null", O_RDONLY | O_CLOEXEC))
    supervisor = try ChildProcess.start(
      setup.installation.executable.path,
      arguments: [
        Supervisor.argument, String(setup.limits.memoryBytes), String(setup.limits.processes), setup.executable.path,
      ],
      environment: setup.environment.merging([ProcessMark.environmentKey: mark.value]) { $1 }, folder: setup.folder,
      descriptors: [null, printedEnd, printedEnd, eventsEnd, controlEnd], ownSession: true)
    self.control = control
    self.events = events
    self.printed = printed
    for descriptor in [control, events, printed] { descriptor.setNonBlocking() }
    limits = setup.limits
    cellSeconds = setup.cellSeconds
    isCancelled = setup.isCancelled
    self.onEvent = onEvent
    recorder = RunRecorder(cellCount: setup.cellSeconds.count, inlineValueCount: setup.inlineValueCount)
  }

  /// Records until all that the lesson started has ended. `nil` where the supervisor was killed before it could report.
  func record() -> ProcessReport? {
    var polled = [control, events, printed].map { pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0) }
    while true {
      let count = poll(&polled, nfds_t(polled.count), pollMilliseconds)
      if count > 0 {
        // Printed text first: what was printed before an event belongs before it.
        if polled[2].revents != 0, !readPrinted() { polled[2].fd = -1 }
        if polled[1].revents != 0, !readEvents() { polled[1].fd = -1 }
        if polled[0].revents != 0, !readControl() { break }
      }
      enforceLimits()
    }
    _ = readPrinted()
    _ = readEvents()
    _ = supervisor.wait()
    let report = ProcessReport(line: controlText)
    if report == nil { mark.endAll() }
    return report
  }

  private var pollMilliseconds: Int32 {
    guard interruption == nil, let deadline else { return 100 }
    let left = ContinuousClock.now.duration(to: deadline.instant) / .milliseconds(1)
    return Int32(max(1, min(100, left + 1)))
  }

  /// The next moment at which a bound is reached.
  private var deadline: (instant: ContinuousClock.Instant, interruption: RunInterruption)? {
    var found: (instant: ContinuousClock.Instant, interruption: RunInterruption)?
    switch recorder.place {
    case .beforeFirstCell, .afterCell: break
    case .inCell(let cell):
      let seconds = cellSeconds[cell]
      found = (recorder.started + .bounded(seconds), .cellTimeout(seconds: seconds))
    case .inlineValue:
      found = (recorder.started + .bounded(limits.cellSeconds), .inlineTimeout(seconds: limits.cellSeconds))
    }
    if let seconds = limits.lessonSeconds, found.map({ started + .bounded(seconds) < $0.instant }) ?? true {
      found = (started + .bounded(seconds), .lessonTimeout(seconds: seconds))
    }
    return found
  }

  private func enforceLimits() {
    guard interruption == nil else { return }
    if isCancelled() { return interrupt(.cancelled) }
    if let deadline, deadline.instant <= .now { return interrupt(deadline.interruption) }
    guard let cell = recorder.current else { return }
    if recorder.cells[cell].printedBytes > limits.printedBytes {
      interrupt(.printed(limitBytes: limits.printedBytes))
    } else if recorder.cells[cell].outputs.count > limits.outputs {
      interrupt(.outputs(limit: limits.outputs))
    } else if toldBytes > limits.outputBytes {
      interrupt(.outputBytes(limitBytes: limits.outputBytes))
    }
  }

  private func interrupt(_ reason: RunInterruption) {
    interruption = reason
    control.sendByte()
  }

  /// Reads what was printed, at most a mebibyte at a time so that bounds are looked at; whether more can come.
  private func readPrinted() -> Bool {
    for _ in 0..<16 {
      switch printed.readAvailable() {
      case .bytes(let bytes): recorder.append(bytes)
      case .nothingYet: return true
      case .end: return false
      }
    }
    return true
  }

  /// Takes what the lesson told, some reads at a time as `readPrinted`; whether more can come.
  private func readEvents() -> Bool {
    for _ in 0..<16 {
      switch events.readAvailable() {
      case .nothingYet: return true
      case .end: return false
      case .bytes(let bytes):
        toldBytes += bytes.count
        // What comes after the end is asked for only keeps the lesson from waiting.
        if case .outputBytes = interruption { continue }
        for line in lines.append(bytes) { take(line) }
      }
    }
    return true
  }

  private func take(_ line: [UInt8]) {
    // A line that is no event comes from a lesson that writes to descriptors it does not own.
    guard let event = try? LessonEvent(jsonLine: line) else { return }
    if let cell = event.cell, !recorder.cells.indices.contains(cell) {
      // An author may call what the runner writes, and the start of any cell waits for an answer.
      if case .cellStarted = event { events.sendByte() }
      return
    }
    if case .cellStarted = event {
      toldBytes = 0
      // The lesson waits for the answer, so that all there is to read was printed before this cell.
      // A process that the lesson left in the background may go on printing: what a pipe holds is enough.
      _ = readPrinted()
      recorder.take(event)
      events.sendByte()
    } else {
      recorder.take(event)
    }
    onEvent(event)
  }

  private func readControl() -> Bool {
    switch control.readAvailable() {
    case .bytes(let bytes): controlText += String(decoding: bytes, as: UTF8.self)
    case .nothingYet: break
    case .end: return false
    }
    return true
  }
}

extension Duration {
  /// Seconds, at most a thousand years of them: more than a duration holds may be asked for.
  fileprivate static func bounded(_ seconds: Double) -> Duration { .seconds(min(seconds, 3e10)) }
}
