/// What happens between batches or epochs of a training.
public struct Callback {
  /// How far a training has come when an epoch or a batch ends.
  public struct Moment: Sendable {
    /// Epoch, counted from 1.
    public var epoch: Int
    /// Batch within the epoch, counted from 1.
    public var batch: Int
    /// Loss, metrics and validation so far, by Keras's names; after a batch the means of the epoch so far.
    public var metrics: [String: Double]
  }

  /// Thrown by a closure it ends the training without an error: `fit` returns the history so far, as with Keras's
  /// `model.stop_training`. After a batch, the epoch ends with it and is judged.
  public struct StopTraining: Error {
    /// The wish to stop.
    public init() {}
  }

  /// Which way a watched metric is better.
  public enum Direction: Sendable {
    /// Smaller for losses and errors, greater for everything else.
    case automatic
    /// Smaller is better.
    case smaller
    /// Greater is better.
    case greater
  }

  enum Kind {
    case earlyStopping(monitor: String, minDelta: Double, patience: Int, direction: Direction, restoreBest: Bool)
    case bestWeights(monitor: String, direction: Direction)
    case epochEnd((Moment) throws -> Void)
    case batchEnd((Moment) throws -> Void)
  }
  let kind: Kind

  /// Stops when a metric got no better by `minDelta` for `patience` epochs, as Keras's `EarlyStopping`.
  public static func earlyStopping(
    monitor: String = "val_loss", minDelta: Double = 0, patience: Int = 0, direction: Direction = .automatic,
    restoreBestWeights: Bool = false
  ) -> Callback {
    Callback(
      kind: .earlyStopping(
        monitor: monitor, minDelta: abs(minDelta), patience: patience, direction: direction,
        restoreBest: restoreBestWeights))
  }

  /// Leaves the model with the weights of the epoch whose metric was best.
  public static func bestWeights(monitor: String = "val_loss", direction: Direction = .automatic) -> Callback {
    Callback(kind: .bestWeights(monitor: monitor, direction: direction))
  }

  /// Calls a closure after every epoch; what it throws ends the training (``StopTraining`` without an error).
  public static func onEpochEnd(_ body: @escaping (Moment) throws -> Void) -> Callback {
    Callback(kind: .epochEnd(body))
  }

  /// Calls a closure after every batch; what it throws ends the training (``StopTraining`` without an error).
  public static func onBatchEnd(_ body: @escaping (Moment) throws -> Void) -> Callback {
    Callback(kind: .batchEnd(body))
  }
}
