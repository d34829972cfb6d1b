import Folders
import Foundation

/// Trained models on disk: a `fit` that was run before with the same model, data, settings and seed is read back. Two
/// processes that want the same `fit` at the same time train it once: the second waits.
struct FitCache {
  private let folder: BoundedFolder
  /// Is told of what is odd but stops nothing.
  private let warn: @Sendable (String) -> Void
  /// Is told when another process is waited for, and when it has ended.
  private let waits: @Sendable (Bool) -> Void

  /// `nil` where the surroundings want no cache.
  init?(_ environment: EngineEnvironment) {
    guard let path = environment.modelCache, !environment.oneBatch else { return nil }
    folder = BoundedFolder(URL(fileURLWithPath: path), boundBytes: environment.modelCacheBytes)
    warn = environment.warning ?? { _ in }
    waits = environment.waiting ?? { _ in }
  }

  /// The history of the `fit`, from disk or by training; the model is trained when it returns.
  func history(
    for key: FitKey, model: Sequential, optimizer: Optimizer, training: () throws -> History
  ) throws -> History {
    do {
      try folder.make()
    } catch {
      warn("the cache of models in \(folder.url.path) cannot be made: \(Reason.of(error))")
      return try training()
    }
    let lock = FitLock(key.digest, in: folder.url, waits: waits)
    defer { lock?.release() }
    if let data = folder.read(key.digest) {
      if let trained = TrainedModel(data), let history = trained.restore(model, optimizer: optimizer) {
        folder.markUsed(key.digest)
        return history
      }
      warn("a trained model in the cache \(folder.url.path) is damaged; it is trained again")
    }
    let history = try training()
    do {
      try folder.write(TrainedModel(model, history: history).data, as: key.digest)
      folder.dropOldest()
      FitLock.removeAbandoned(in: folder.url)
    } catch {
      warn("the cache of models in \(folder.url.path) cannot be written: \(Reason.of(error))")
    }
    return history
  }
}
