import CZlib

/// Unpacks gzip (RFC 1952) piece by piece, several members one after the other too.
final class Inflater {
  /// What one call of `unpack` came to.
  enum Step {
    case unpacked(Int)
    case needsInput
    case ended
    case damaged(String)
  }

  /// On the heap: zlib's state points back at it.
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8]
  private var taken = 0
  /// Whether the packed data are complete so far: the file may end here.
  private(set) var hasEnded = false

  /// `initial` are the first bytes of the file; `nil` where zlib has no memory.
  init?(initial: [UInt8]) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = initial
    // 15 bits of window, 16 for gzip.
    guard inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      stream.deallocate()
      return nil
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// More of the file; only after `unpack` asked for it.
  func feed(_ bytes: [UInt8]) {
    input = Array(input[taken...]) + bytes
    taken = 0
  }

  /// Unpacks into `target` as far as the input goes.
  func unpack(into target: UnsafeMutableRawBufferPointer) -> Step {
    while true {
      if hasEnded {
        // Another member may follow; zeros after the last one are padding (as gzip takes them).
        guard taken < input.count else { return .needsInput }
        guard input[taken] == 0x1F else {
          return input[taken...].allSatisfy { $0 == 0 } ? .ended : .damaged("bytes follow the packed data")
        }
        guard inflateReset(stream) == Z_OK else { return .damaged("zlib cannot go on") }
        hasEnded = false
      }
      guard taken < input.count else { return .needsInput }
      let space = min(target.count, 1 << 30)
      let (code, used, made) = input.withUnsafeMutableBufferPointer { input -> (Int32, Int, Int) in
        guard let base = input.baseAddress else { return (Z_BUF_ERROR, 0, 0) }
        stream.pointee.next_in = base + taken
        stream.pointee.avail_in = UInt32(input.count - taken)
        stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(space)
        let code = inflate(stream, Z_NO_FLUSH)
        return (code, input.count - taken - Int(stream.pointee.avail_in), space - Int(stream.pointee.avail_out))
      }
      taken += used
      switch code {
      case Z_STREAM_END:
        hasEnded = true
        if made > 0 { return .unpacked(made) }
      case Z_OK, Z_BUF_ERROR:
        if made > 0 { return .unpacked(made) }
        if taken >= input.count { return .needsInput }
        if used == 0 { return .damaged("zlib makes no progress") }
      default:
        return .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib error \(code)")
      }
    }
  }
}
