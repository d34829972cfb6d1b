import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// The time that `work` takes for eight times `size`, in terms of that for `size`. Measured in the processor time of this
/// thread, the best of a few runs, so that other work on the machine changes nothing.
package func growth(_ size: Int, _ work: (Int) throws -> Void) rethrows -> Double {
  func best(_ size: Int) throws -> Double {
    try (0..<4).map { _ in
      let start = threadSeconds()
      try work(size)
      return threadSeconds() - start
    }.min() ?? 0
  }
  return try best(8 * size) / best(size)
}

private func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
