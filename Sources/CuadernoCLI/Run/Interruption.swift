import ArgumentParser
import Foundation
import Synchronization

/// Ctrl-C and `kill`: the first asks all runs to end, the second ends this process at once.
enum Interruption {
  private static let requests = Atomic<Int>(0)

  /// The exit status of a program that Ctrl-C ended.
  static let exitCode = ExitCode(128 + SIGINT)

  static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// From here on the signals are taken by this type.
  static func listen() {
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        // The supervisors end their lessons when this process is gone.
        if Interruption.requests.add(1, ordering: .relaxed).oldValue > 0 { _exit(128 + SIGINT) }
      }
    }
  }
}
