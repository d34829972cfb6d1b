import Foundation
import LessonEvents
import Synchronization

/// The lesson's end of the socket to the runner: events go out as JSON lines, single bytes come back when the runner
/// has taken in all that was printed so far.
final class EventChannel: Sendable {
  let context: LessonContext
  private let lock = Mutex(())

  /// Reads the context from the environment; `nil` where there is none.
  init?(environment key: String) {
    guard let text = ProcessInfo.processInfo.environment[key],
      let context = try? JSONDecoder().decode(LessonContext.self, from: Data(text.utf8))
    else { return nil }
    self.context = context
    // What the cells start must neither hold the socket open nor write to it.
    _ = fcntl(context.eventsDescriptor, F_SETFD, FD_CLOEXEC)
    unsetenv(key)
  }

  func send(_ event: LessonEvent) {
    guard let line = try? event.jsonLine() else {
      preconditionFailure("an event that JSON cannot hold: \(event)")
    }
    lock.withLock { _ in write(line) }
  }

  /// Waits until the runner answers. When it is gone the lesson has nobody to run for and ends.
  func waitForAcknowledgement() {
    var byte: UInt8 = 0
    while true {
      let count = read(context.eventsDescriptor, &byte, 1)
      if count == 1 { return }
      if count == 0 || errno != EINTR { exit(EXIT_FAILURE) }
    }
  }

  private func write(_ line: Data) {
    line.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Foundation.write(context.eventsDescriptor, rest.baseAddressOfSlice, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno != EINTR {
          exit(EXIT_FAILURE)
        }
      }
    }
  }
}

extension Slice<UnsafeRawBufferPointer> {
  fileprivate var baseAddressOfSlice: UnsafeRawPointer? { UnsafeRawBufferPointer(rebasing: self).baseAddress }
}
