import Foundation
import KernelInterface

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Threads that live as long as the pool and share out numbered chunks of work.
///
/// Which thread takes a chunk is left to chance; what a chunk computes is not: callers cut the work into chunks that do not
/// depend on the number of threads and add up partial results in the order of chunks. So results have the same bits for every
/// number of threads.
package final class ThreadPool: @unchecked Sendable {
  /// Threads that work, the calling one among them.
  package let threads: Int

  private var workers: [pthread_t] = []
  private let gate: ThreadPoolGate

  /// A pool of the given number of threads, at least 1.
  package init(threads: Int) {
    precondition(threads >= 1)
    self.threads = threads
    gate = ThreadPoolGate(isCrowded: threads > ProcessInfo.processInfo.activeProcessorCount)
    for _ in 1..<threads {
      if let worker = Self.start(gate) { workers.append(worker) }
    }
  }

  deinit {
    gate.close()
    for worker in workers { pthread_join(worker, nil) }
  }

  /// Runs `body(chunk)` for every chunk in `0..<chunks` and returns when all are done. Calls from several threads take turns.
  package func run(_ chunks: Int, _ body: @Sendable (Int) -> Void) {
    if workers.isEmpty || chunks <= 1 {
      for chunk in 0..<chunks { body(chunk) }
      return
    }
    withoutActuallyEscaping(body) { body in withUnsafePointer(to: body) { gate.share(chunks, $0) } }
  }

  /// As `run`, and each call has `scratch` floats of its own to work with, not zeroed.
  package func run(_ chunks: Int, scratch count: Int, _ body: @Sendable (Int, Writing) -> Void) {
    run(chunks) { chunk in
      ThreadScratch.with(count: count) { body(chunk, $0) }
    }
  }

  private static func start(_ gate: ThreadPoolGate) -> pthread_t? {
    let context = Unmanaged.passRetained(gate).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let code = pthread_create(&thread, nil, threadMain, context)
    guard code == 0 else {
      Unmanaged<ThreadPoolGate>.fromOpaque(context).release()
      return nil
    }
    return thread
  }
}

#if canImport(Darwin)
  private func threadMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<ThreadPoolGate>.fromOpaque(context).takeRetainedValue().work()
    return nil
  }
#else
  private func threadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<ThreadPoolGate>.fromOpaque(context).takeRetainedValue().work()
    return nil
  }
#endif
