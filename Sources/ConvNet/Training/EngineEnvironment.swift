import Synchronization

/// What surrounds the engine in this process: a lesson sets it before its first cell.
package struct EngineEnvironment: Sendable {
  /// Is told after batches how far a `fit` or an `evaluate` has come.
  package var progress: (@Sendable (TrainingStep) -> Void)?
  /// Is told of a data set when it is opened or drawn, each time that a lesson asks for it.
  package var datasetOpened: (@Sendable (Dataset) -> Void)?
  /// Is told the name of a data set that must be had and is not to be had.
  package var datasetMissing: (@Sendable (String) -> Void)?
  /// Is told the path of every file that is about to be read and of every folder that is looked into.
  package var inputOpened: (@Sendable (String) -> Void)?
  /// Folder of the cache of trained models; `nil` for none.
  package var modelCache: String?
  /// Bytes that the models of that folder may take together.
  package var modelCacheBytes = 4 << 30
  /// Is told when a `fit` begins to wait for another process that trains the same, and when it waits no more.
  package var waiting: (@Sendable (Bool) -> Void)?
  /// Threads that the engine may use at this moment, looked up for every batch; without an answer it keeps those it has.
  package var threads: (@Sendable () -> Int?)?
  /// Is told of what is odd but stops nothing, such as a damaged cache.
  package var warning: (@Sendable (String) -> Void)?
  /// Whether every `fit` and `evaluate` stops after one batch.
  package var oneBatch = false
  /// Is told when that has left batches or epochs out.
  package var cutShort: (@Sendable () -> Void)?

  package init() {}

  private static let shared = Mutex(EngineEnvironment())

  /// The surroundings of this process.
  package static var current: EngineEnvironment {
    get { shared.withLock { $0 } }
    set { shared.withLock { $0 = newValue } }
  }
}

/// How far a `fit` or an `evaluate` has come.
package struct TrainingStep: Sendable, Equatable {
  /// Epoch, counted from 1; 0 for an evaluation.
  package var epoch: Int
  package var epochs: Int
  /// Batch within the epoch, counted from 1.
  package var batch: Int
  package var batches: Int
  /// Mean loss so far in the epoch.
  package var loss: Double
  /// Accuracy so far in the epoch in 0...1, where there are classes.
  package var accuracy: Double?
}
