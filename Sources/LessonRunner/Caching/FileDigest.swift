import Digests
import Foundation

/// Tells the contents of a file from others.
struct FileDigest {
  let text: String

  private static let blockBytes = 1 << 20

  /// `nil` where the path is no plain file that can be read.
  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var digest = ContentDigest()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.blockBytes, alignment: 64)
    defer { block.deallocate() }
    // The digest depends on where blocks end: each is filled, whatever single reads give.
    while true {
      var filled = 0
      while filled < block.count {
        let count = read(descriptor, block.baseAddress.map { $0 + filled }, block.count - filled)
        if count < 0 && errno == EINTR { continue }
        guard count >= 0 else { return nil }
        if count == 0 { break }
        filled += count
      }
      digest.update(UnsafeRawBufferPointer(rebasing: block[..<filled]))
      if filled < block.count { break }
    }
    text = digest.hexadecimal()
  }
}
