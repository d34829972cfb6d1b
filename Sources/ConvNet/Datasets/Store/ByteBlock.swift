#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A block of bytes that frees itself: not zeroed, written once before it is shared, then only read.
final class ByteBlock: @unchecked Sendable {
  let bytes: UnsafeMutableRawBufferPointer

  init(count: Int) {
    precondition(count >= 0)
    let hugePage = 2 << 20
    let isLarge = count >= hugePage
    bytes = .allocate(byteCount: max(count, 1), alignment: isLarge ? hugePage : 64)
    #if os(Linux)
      // Without huge pages a quarter of the time that reading CIFAR-10 takes would go into page faults.
      if isLarge { _ = madvise(bytes.baseAddress, count, MADV_HUGEPAGE) }
    #endif
  }

  convenience init(_ contents: some Collection<UInt8>) {
    self.init(count: contents.count)
    bytes.copyBytes(from: contents)
  }

  deinit { bytes.deallocate() }
}
