import Foundation
import LessonDocument
import LessonEvents

/// Compiles a lesson, runs it as a process of its own and gathers what its cells show.
public struct LessonRunner: Sendable {
  let installation: Installation
  let options: RunOptions

  /// Puts the parts together.
  public init(installation: Installation, options: RunOptions = RunOptions()) {
    self.installation = installation
    self.options = options
  }

  /// The same runner, whose lessons stop when `isStopped` says so; it is asked about ten times a second.
  public func stopping(when isStopped: @escaping @Sendable () -> Bool) -> LessonRunner {
    var options = options
    options.isCancelled = isStopped
    return LessonRunner(installation: installation, options: options)
  }

  /// Removes what nobody needs: entries of the cache above its bound, and folders that killed runs left behind.
  public func tidy() {
    TemporaryFolder.removeAbandoned()
    LessonCache(folder: options.lessonCacheFolder).dropOldest()
    options.modelFolders.dropOldest()
  }

  /// Runs a lesson. Whatever is wrong with its cells stands in the run.
  ///
  /// - Parameters:
  ///   - parameters: values in place of the defaults in the front matter, of the same types.
  ///   - onEvent: told of everything as it happens, from a thread of the run.
  ///
  /// Throws where the machine lets nothing run: no room for files, no processes.
  public func run(
    _ lesson: Lesson, parameters: [String: ParameterValue] = [:],
    onEvent: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) async throws -> LessonRun {
    try await onOwnThread {
      try LessonExecution(installation, options, lesson, parameters, onEvent).run()
    }
  }
}

/// Runs blocking work on a thread of its own, away from the threads that tasks share.
private func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Result(catching: work)) }
    thread.stackSize = 8 << 20
    thread.start()
  }
}
