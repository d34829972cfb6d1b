import Foundation

/// How many threads the runner allows this lesson: a number in a file, which changes while others begin, wait and end.
struct ThreadAllowance: Sendable {
  private let descriptor: Int32

  /// `nil` where the file cannot be read.
  init?(_ path: String) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { return nil }
  }

  /// The number of this moment; `nil` where the file holds none.
  var threads: Int? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
    }
    return Int(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
