import Foundation

/// A mark in the environment of a lesson and of all that it starts, by which they are found when the supervisor, who knows
/// them as its descendants, was killed.
struct ProcessMark: Sendable {
  /// The environment variable that carries the mark.
  static let environmentKey = "CUADERNO_MARK"

  let value = UUID().uuidString

  /// Kills until nobody with the mark is left: what is born meanwhile is met in the next round.
  func endAll() {
    while true {
      let marked = ProcessTable().entries.map(\.identifier).filter(isMarked)
      if marked.isEmpty { return }
      for process in marked { kill(process, SIGKILL) }
      usleep(1000)
    }
  }

  /// A process that has ended, or that belongs to somebody else, shows no environment.
  private func isMarked(_ process: pid_t) -> Bool {
    let descriptor = open("/proc/\(process)/environ", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    let file = FileDescriptor(owning: descriptor)
    var environment = Data()
    while case .bytes(let bytes) = file.readAvailable() { environment += bytes }
    return environment.firstRange(of: Data("\(Self.environmentKey)=\(value)".utf8)) != nil
  }
}
