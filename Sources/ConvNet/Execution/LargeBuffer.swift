import KernelInterface

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A zeroed block of floats that frees itself, aligned to a huge page where it is as large as one. Kernels may read a little
/// past its end.
///
/// Large blocks ask the system for huge pages (`madvise`): measured, about a tenth of training time is otherwise spent on
/// page tables.
package final class LargeBuffer: @unchecked Sendable {
  /// The first float.
  package let pointer: Writing
  /// Floats in the block.
  package let count: Int

  /// Allocates `count` floats, all zero.
  package init(count: Int) {
    precondition(count >= 0)
    self.count = count
    let room = count + ConvolutionKernels.slack
    let bytes = room * MemoryLayout<Float>.stride
    let hugePage = 2 << 20
    let isLarge = bytes >= hugePage
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: isLarge ? hugePage : 64)
    #if os(Linux)
      if isLarge { _ = madvise(raw, bytes, MADV_HUGEPAGE) }
    #endif
    pointer = raw.bindMemory(to: Float.self, capacity: room)
    pointer.initialize(repeating: 0, count: room)
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
