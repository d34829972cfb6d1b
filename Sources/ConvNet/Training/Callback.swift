/// What happens between batches or epochs of a training, in the order in which callbacks are given.
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

  /// Which way a watched metric is better, by Keras's names.
  public enum Mode: Sendable {
    /// Less for losses and errors, more for everything else.
    case auto
    /// Less is better.
    case min
    /// More is better.
    case max
  }

  enum Kind {
    case watch(Watch)
    case epochEnd((Moment) throws -> Void)
    case batchEnd((Moment) throws -> Void)
  }
  let kind: Kind

  /// Stops when a metric got no better for some epochs, with the arguments of Keras's `EarlyStopping`.
  ///
  /// - Parameters:
  ///   - monitor: `loss`, `accuracy`, and with validation data `val_loss`, `val_accuracy`.
  ///   - minDelta: What counts as better by no more than this counts as no better.
  ///   - patience: Epochs without a better one after which training stops.
  ///   - mode: Which way the metric is better.
  ///   - baseline: A value that has to be beaten too; `nil` for none.
  ///   - restoreBestWeights: Whether the model is left with the weights of the best epoch, not of the last.
  ///   - startFromEpoch: Epochs at the beginning that are not looked at.
  public static func earlyStopping(
    monitor: String = "val_loss", minDelta: Double = 0, patience: Int = 0, mode: Mode = .auto, baseline: Double? = nil,
    restoreBestWeights: Bool = false, startFromEpoch: Int = 0
  ) -> Callback {
    Callback(
      kind: .watch(
        Watch(
          monitor: monitor, mode: mode, minDelta: abs(minDelta), patience: patience, baseline: baseline,
          restoresBest: restoreBestWeights, epochsBefore: startFromEpoch)))
  }

  /// Leaves the model with the weights of the epoch whose metric was best, as Keras's `ModelCheckpoint` with `save_best_only`
  /// keeps them in a file.
  ///
  /// - Parameters:
  ///   - monitor: `loss`, `accuracy`, and with validation data `val_loss`, `val_accuracy`.
  ///   - mode: Which way the metric is better.
  public static func bestWeights(monitor: String = "val_loss", mode: Mode = .auto) -> Callback {
    Callback(kind: .watch(Watch(monitor: monitor, mode: mode, restoresBest: true)))
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
