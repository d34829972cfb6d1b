import KernelInterface

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Working space that each thread keeps from one piece of work to the next, growing to the largest that was asked for.
enum ThreadScratch {
  private final class Holder {
    var buffer = LargeBuffer(count: 0)
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { pointer in
      #if canImport(Darwin)
        Unmanaged<Holder>.fromOpaque(pointer).release()
      #else
        if let pointer { Unmanaged<Holder>.fromOpaque(pointer).release() }
      #endif
    }
    return key
  }()

  /// Calls `body` with at least `count` floats, not zeroed, that this thread alone uses meanwhile. Not to be nested.
  static func with(count: Int, _ body: (Writing) -> Void) {
    let holder: Holder
    if let pointer = pthread_getspecific(key) {
      holder = Unmanaged<Holder>.fromOpaque(pointer).takeUnretainedValue()
    } else {
      holder = Holder()
      pthread_setspecific(key, Unmanaged.passRetained(holder).toOpaque())
    }
    if holder.buffer.count < count { holder.buffer = LargeBuffer(count: count) }
    body(holder.buffer.pointer)
  }
}
