import Foundation

/// The right to run a `fit`: whoever wants the same one waits until it is released. The file goes with the release.
struct FitLock {
  private let descriptor: Int32
  private let path: String

  private static let suffix = ".lock"

  /// Waits for the lock of an entry; `nil` where its file cannot be made, and nobody is waited for.
  ///
  /// - Parameter waits: is told that somebody else holds the lock, and then that it is waited for no more.
  init?(_ entry: String, in folder: URL, waits: (Bool) -> Void) {
    path = folder.appending(path: ".\(entry)\(Self.suffix)").path
    while true {
      let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        waits(true)
        while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
        waits(false)
      }
      // The one that was waited for has removed the file: a newcomer would lock another.
      var locked = stat()
      var named = stat()
      if fstat(descriptor, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino {
        self.descriptor = descriptor
        return
      }
      close(descriptor)
    }
  }

  /// Removes the files of locks that nobody holds: those of trainings that were killed.
  static func removeAbandoned(in folder: URL) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix(".") && name.hasSuffix(suffix) {
      let path = folder.appending(path: name).path
      let descriptor = open(path, O_RDWR | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  func release() {
    unlink(path)
    close(descriptor)
  }
}
