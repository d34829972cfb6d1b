import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that only one process at a time holds; the system lets go of it when its process ends.
final class FileLock {
  private let descriptor: Int32

  /// Waits for the file at most so many seconds.
  init(_ path: String, seconds: Double) throws(DownloadError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    let end = Date().addingTimeInterval(seconds)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard Date() < end else {
        close(descriptor)
        throw .locked(path: path)
      }
      usleep(100_000)
    }
    self.descriptor = descriptor
  }

  // The file stays: to remove it would let two in at once.
  deinit { close(descriptor) }
}
