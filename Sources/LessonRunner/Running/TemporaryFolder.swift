import Foundation

/// A folder of our own that goes away with the last reference. One that a killed process left goes at the next run.
final class TemporaryFolder: Sendable {
  let url: URL
  /// Held for as long as the folder is ours.
  private let lock: FileDescriptor

  private static let prefix = "cuaderno-run-"

  /// Throws where the folder cannot be made.
  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "\(Self.prefix)\(getpid())-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    lock = FileDescriptor(owning: open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    _ = flock(lock.rawValue, LOCK_EX | LOCK_NB)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Removes what processes left that are gone: nobody has their number, and nobody holds their lock.
  static func removeAbandoned() {
    let parent = FileManager.default.temporaryDirectory
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let owner = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" })
      guard let owner, kill(owner, 0) != 0, errno == ESRCH else { continue }
      let folder = parent.appending(path: name)
      let lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard lock >= 0 else { continue }
      // A process of another container has no number here, but its lock holds.
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(at: folder) }
      close(lock)
    }
  }
}
