import Foundation
import KernelInterface
import Synchronization

/// What computes: the kernels and the threads.
package struct Engine: Sendable {
  /// The kernels of one instruction set.
  package var kernels: KernelSet
  /// The threads.
  package var pool: ThreadPool

  package init(kernels: KernelSet, pool: ThreadPool) {
    self.kernels = kernels
    self.pool = pool
  }

  /// An engine for a piece of work, in place of the one that the environment asks for: tests compare several so.
  @TaskLocal package static var override: Engine?

  /// The engine of this task: the override, or the one of `CUADERNO_KERNELS` and `CUADERNO_THREADS`, made once.
  package static func current() throws(ExecutionError) -> Engine {
    if let override { return override }
    var engine = try fromEnvironment.get()
    engine.followSurroundings()
    return engine
  }

  /// Takes as many threads as the surroundings allow at this moment. Results have the same bits for every number.
  package mutating func followSurroundings() {
    guard Self.override == nil, let threads = EngineEnvironment.current.threads?(), Self.threadCounts.contains(threads)
    else { return }
    pool = Self.sharedPool.withLock { shared in
      if let pool = shared, pool.threads == threads { return pool }
      let pool = ThreadPool(threads: threads)
      shared = pool
      return pool
    }
  }

  /// The pool that all work of this process shares where the surroundings say how many threads it may have.
  private static let sharedPool = Mutex<ThreadPool?>(nil)
  private static let threadCounts = 1...256

  /// An engine with the named kernels (nil: the widest) and that many threads (nil: one a core).
  package static func make(kernels: String? = nil, threads: String? = nil) throws(ExecutionError) -> Engine {
    let set = try KernelSelection.named(kernels)
    return Engine(kernels: set, pool: ThreadPool(threads: try threadCount(threads)))
  }

  /// Throws where the environment asks for kernels or a number of threads that there are not: to say so before work begins.
  package static func checkEnvironment() throws(ExecutionError) {
    _ = try KernelSelection.named(Wish.kernels)
    _ = try threadCount(Wish.threads)
  }

  private static func threadCount(_ text: String?) throws(ExecutionError) -> Int {
    guard let text, !text.isEmpty else { return max(1, ProcessInfo.processInfo.activeProcessorCount) }
    guard let count = Int(text), threadCounts.contains(count) else { throw .badThreadCount(text) }
    return count
  }

  private static let fromEnvironment = Result { () throws(ExecutionError) in
    try make(kernels: Wish.kernels, threads: Wish.threads)
  }

  /// What the environment asks for.
  private enum Wish {
    static var kernels: String? { ProcessInfo.processInfo.environment["CUADERNO_KERNELS"] }
    static var threads: String? { ProcessInfo.processInfo.environment["CUADERNO_THREADS"] }
  }
}
