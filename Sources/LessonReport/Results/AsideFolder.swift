import Foundation

/// A folder below the output in which files are written before they are put in their place; it goes away with the last
/// reference. What a killed process left goes when the course page is written next.
final class AsideFolder {
  let url: URL
  /// Held for as long as the folder is ours.
  private let lock: Int32

  private static let prefix = ".aside-"

  /// Throws where the folder cannot be made.
  init(in output: URL) throws {
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    url = output.appending(path: "\(Self.prefix)\(getpid())-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    lock = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    _ = flock(lock, LOCK_EX | LOCK_NB)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
    close(lock)
  }

  /// Removes what processes left that are gone: nobody has their number, and nobody holds their lock.
  static func removeAbandoned(in output: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: output.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let owner = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" })
      guard let owner, kill(owner, 0) != 0, errno == ESRCH else { continue }
      let folder = output.appending(path: name)
      let lock = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard lock >= 0 else { continue }
      // A process of another container has no number here, but its lock holds.
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(at: folder) }
      close(lock)
    }
  }
}
