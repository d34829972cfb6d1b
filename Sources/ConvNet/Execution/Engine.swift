import Foundation
import KernelInterface

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
    return try fromEnvironment.get()
  }

  /// An engine with the named kernels (nil: the widest) and that many threads (nil: one a core).
  package static func make(kernels: String? = nil, threads: String? = nil) throws(ExecutionError) -> Engine {
    let set = try KernelSelection.named(kernels)
    guard let threads, !threads.isEmpty else {
      return Engine(kernels: set, pool: ThreadPool(threads: max(1, ProcessInfo.processInfo.activeProcessorCount)))
    }
    guard let count = Int(threads), (1...256).contains(count) else { throw .badThreadCount(threads) }
    return Engine(kernels: set, pool: ThreadPool(threads: count))
  }

  private static let fromEnvironment: Result<Engine, ExecutionError> = {
    let environment = ProcessInfo.processInfo.environment
    return Result { () throws(ExecutionError) in
      try make(kernels: environment["CUADERNO_KERNELS"], threads: environment["CUADERNO_THREADS"])
    }
  }()
}
