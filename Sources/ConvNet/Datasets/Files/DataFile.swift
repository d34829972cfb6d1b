import Digests
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file read from front to back, hashed as it is read and unpacked where it begins as gzip does.
///
/// Memory stays bounded: nothing is allocated but what the reader asks to be filled.
final class DataFile {
  let path: String
  /// Length of the file itself.
  let size: Int
  /// Whether the contents are unpacked on the way.
  private(set) var isPacked = false
  /// Bytes of contents given out so far.
  private(set) var offset = 0

  private let descriptor: Int32
  private var hash = SHA256()
  private var inflater: Inflater?
  /// Bytes of the file read ahead to look at its beginning.
  private var ahead: [UInt8] = []

  /// Opens a file; throws where it is not there, no plain file, or not to be read.
  init(_ path: String) throws(DatasetError) {
    EngineEnvironment.current.inputOpened?(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .missing(file: path) : .unreadable(file: path, reason: String(cString: strerror(errno)))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .unreadable(file: path, reason: "it is no plain file")
    }
    self.path = path
    self.size = Int(status.st_size)
    self.descriptor = descriptor
    ahead = try readRaw(atMost: 2)
    if ahead == [0x1F, 0x8B] {
      inflater = Inflater(initial: ahead)
      isPacked = inflater != nil
    }
  }

  deinit { close(descriptor) }

  /// The most bytes that the contents can have: deflate packs at most 1032 bytes into one (zlib's technical notes), and into
  /// more than a gibibyte at most 50, which photographs and drawings stay far below.
  var possibleSize: Int {
    guard isPacked else { return size }
    return max(min(size.multipliedReportingOverflow(by: 1032).partialValue, 1 << 30), 50 * size)
  }

  /// Fills as much of `target` as there are contents, and gives back how much that was.
  func read(into target: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    var filled = 0
    while filled < target.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: target[filled...])
      let count = try isPacked ? readPacked(into: rest) : readPlain(into: rest)
      if count == 0 { break }
      filled += count
      offset += count
    }
    return filled
  }

  /// Fills `target` whole; `what` names it where the file ends before.
  func fill(_ target: UnsafeMutableRawBufferPointer, _ what: String) throws(DatasetError) {
    let start = offset
    let count = try read(into: target)
    guard count == target.count else {
      throw .damaged(
        file: path, offset: start, problem: .endsEarly(expected: target.count, found: count, what: what))
    }
  }

  /// As `fill`, for a few bytes.
  func bytes(_ count: Int, _ what: String) throws(DatasetError) -> [UInt8] {
    let block = ByteBlock(count: count)
    let target = UnsafeMutableRawBufferPointer(rebasing: block.bytes[..<count])
    try fill(target, what)
    return Array(target)
  }

  /// Makes sure that the contents end here, and gives back the file's SHA-256.
  func finish() throws(DatasetError) -> String {
    let more = ByteBlock(count: 4096)
    let start = offset
    let extra = try read(into: more.bytes)
    guard extra == 0 else { throw .damaged(file: path, offset: start, problem: .goesOn(extra: extra)) }
    return hash.hexadecimal()
  }

  /// Reads the file to its end without giving anything out, and gives back its SHA-256.
  func skipToEnd() throws(DatasetError) -> String {
    while try !readRaw(atMost: 1 << 18).isEmpty {}
    return hash.hexadecimal()
  }

  private func readPlain(into target: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    if !ahead.isEmpty {
      let taken = ahead.prefix(target.count)
      target.copyBytes(from: taken)
      ahead.removeFirst(taken.count)
      return taken.count
    }
    // Pieces that stay in the cache between reading and hashing.
    return try readRaw(into: UnsafeMutableRawBufferPointer(rebasing: target.prefix(1 << 18)))
  }

  private func readPacked(into target: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    guard let inflater else { return 0 }
    while true {
      switch inflater.unpack(into: target) {
      case .unpacked(let count): return count
      case .ended: return 0
      case .damaged(let reason): throw .damaged(file: path, offset: offset, problem: .packing(reason))
      case .needsInput:
        let more = try readRaw(atMost: 1 << 16)
        if more.isEmpty {
          if inflater.hasEnded { return 0 }
          throw .damaged(file: path, offset: offset, problem: .packing("the packed data are cut off"))
        }
        inflater.feed(more)
      }
    }
  }

  private func readRaw(atMost count: Int) throws(DatasetError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let result = bytes.withUnsafeMutableBytes { target in
      Result { () throws(DatasetError) in try readRaw(into: target) }
    }
    return Array(bytes.prefix(try result.get()))
  }

  private func readRaw(into target: UnsafeMutableRawBufferPointer) throws(DatasetError) -> Int {
    while true {
      let count = systemRead(descriptor, target.baseAddress, target.count)
      if count >= 0 {
        hash.update(UnsafeRawBufferPointer(rebasing: target[..<count]))
        return count
      }
      guard errno == EINTR else { throw .unreadable(file: path, reason: String(cString: strerror(errno))) }
    }
  }
}

/// `read` of the system, which the method of the same name hides.
private func systemRead(_ descriptor: Int32, _ target: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, target, count)
}
