import Foundation

/// The right to run a `fit`: whoever wants the same one waits until it is released. The file goes with the release.
struct FitLock {
  private let descriptor: Int32
  private let path: String

  /// Waits for the lock; `nil` where the file cannot be made, and nobody is waited for.
  ///
  /// - Parameter waits: is told that somebody else holds the lock, and then that it is waited for no more.
  init?(_ path: String, waits: (Bool) -> Void) {
    self.path = path
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

  func release() {
    unlink(path)
    close(descriptor)
  }
}
