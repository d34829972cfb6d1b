import Foundation

/// A folder of this process alone, which goes away with the last reference. One that a killed process left goes when
/// somebody looks for those.
package final class OwnedFolder: Sendable {
  package let url: URL
  /// Held for as long as the folder is ours.
  private let lock: Int32

  /// Makes a folder below `parent` whose name begins with `prefix`.
  ///
  /// - Parameter isPrivate: whether other users may not look into it.
  /// - Throws: `CocoaError` where the folder cannot be made.
  package init(in parent: URL, prefix: String, isPrivate: Bool) throws {
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    url = parent.appending(path: "\(prefix)\(getpid())-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: false, attributes: isPrivate ? [.posixPermissions: 0o700] : nil)
    lock = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    _ = flock(lock, LOCK_EX | LOCK_NB)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
    close(lock)
  }

  /// Removes what processes left that are gone: nobody has their number, and nobody holds their lock.
  package static func removeAbandoned(in parent: URL, prefix: String) {
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
