import Foundation
import Synchronization

/// The machine's threads, divided among the lessons that run. One that waits for another's `fit` lends its own, and one
/// that has ended leaves them.
///
/// Each lesson finds its number in a file that it looks at before every batch, so that nobody need be asked and nothing is
/// held by a process that is killed. Results have the same bits for every number of threads.
public final class ThreadBudget: Sendable {
  private struct Member {
    let identifier: UUID
    let file: FileDescriptor
    var isWaiting = false
  }

  private let threads: Int
  private let members = Mutex<[Member]>([])

  /// - Parameter threads: how many there are, at least 1.
  public init(threads: Int) {
    precondition(threads >= 1)
    self.threads = threads
  }

  /// What one lesson holds of the budget.
  package struct Share: Sendable {
    /// The file in which the lesson finds its number of threads.
    package let file: URL
    fileprivate let identifier: UUID
    fileprivate let budget: ThreadBudget

    /// Leaves the threads to the others for as long as the lesson waits.
    package func lend() { budget.setWaiting(true, identifier) }
    package func takeBack() { budget.setWaiting(false, identifier) }
    /// The lesson has ended.
    package func leave() { budget.divide { $0.removeAll { $0.identifier == identifier } } }
  }

  /// Makes the file of a lesson that begins and divides anew.
  ///
  /// Throws `CocoaError` where the file cannot be made.
  package func join(file: URL) throws -> Share {
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    let share = Share(file: file, identifier: UUID(), budget: self)
    divide { $0.append(Member(identifier: share.identifier, file: FileDescriptor(owning: descriptor))) }
    return share
  }

  private func setWaiting(_ isWaiting: Bool, _ identifier: UUID) {
    divide { members in
      for index in members.indices where members[index].identifier == identifier {
        members[index].isWaiting = isWaiting
      }
    }
  }

  /// What does not divide evenly goes to those that began first; every lesson may use one thread, whatever there are.
  private func divide(after change: (inout [Member]) -> Void) {
    members.withLock { members in
      change(&members)
      let working = members.filter { !$0.isWaiting }
      for (place, member) in working.enumerated() {
        let extra = place < threads % working.count ? 1 : 0
        member.file.writeNumber(max(1, threads / working.count + extra))
      }
    }
  }
}

extension FileDescriptor {
  /// Puts a number in the place of the one before, in a single call of the same length: a reader meets one or the other.
  /// Where the disk is full the old one stays.
  fileprivate func writeNumber(_ number: Int) {
    let text = Array(String(format: "%8d\n", number).utf8)
    _ = pwrite(rawValue, text, text.count, 0)
  }
}
