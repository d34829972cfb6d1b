import CProcess
import Foundation

/// An owned descriptor, closed when the last reference goes away.
final class FileDescriptor: Sendable {
  let rawValue: Int32

  init(owning rawValue: Int32) { self.rawValue = rawValue }

  deinit { close(rawValue) }

  /// A pipe whose ends the children do not inherit unless told.
  static func pipe() throws(ProcessError) -> (read: FileDescriptor, write: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    guard cprocess_pipe(&ends) == 0 else { throw .descriptors(code: errno) }
    return (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
  }

  /// Two connected ends that the children do not inherit unless told.
  static func socketPair() throws(ProcessError) -> (FileDescriptor, FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .descriptors(code: errno) }
    return (FileDescriptor(owning: ends[0]), FileDescriptor(owning: ends[1]))
  }

  /// A copy far above the places at which a child gets its descriptors, so that placing one never overwrites another.
  func highCopy() throws(ProcessError) -> FileDescriptor {
    let copy = fcntl(rawValue, F_DUPFD_CLOEXEC, 100)
    guard copy >= 0 else { throw .descriptors(code: errno) }
    return FileDescriptor(owning: copy)
  }

  /// What one `read` gave.
  enum Reading {
    case bytes([UInt8])
    case nothingYet
    case end
  }

  /// Reads what is there, at most 64 KiB; blocks where the descriptor does.
  func readAvailable() -> Reading {
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      var result: Int
      repeat { result = read(rawValue, buffer.baseAddress, buffer.count) } while result < 0 && errno == EINTR
      if result < 0 { code = errno }
      count = max(0, result)
    }
    if code == EAGAIN { return .nothingYet }
    return bytes.isEmpty ? .end : .bytes(bytes)
  }

  /// Sends one byte over a socket; a peer that is gone is no error.
  func sendByte() {
    var byte = UInt8(ascii: ".")
    _ = send(rawValue, &byte, 1, Int32(MSG_NOSIGNAL))
  }

  func setNonBlocking() {
    _ = fcntl(rawValue, F_SETFL, fcntl(rawValue, F_GETFL) | O_NONBLOCK)
  }
}
