import Foundation

/// The right to run a `fit`: whoever wants the same one waits until it is released. The file goes with the release.
struct FitLock {
  private let descriptor: Int32
  private let path: String

  /// Waits for the lock; `nil` where the file cannot be made, and nobody is waited for.
  init?(_ path: String) {
    self.path = path
    while true {
      let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      while flock(descriptor, LOCK_EX) != 0 && errno == EINTR {}
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
