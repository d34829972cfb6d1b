import Foundation

/// Trained models on disk: a `fit` that was run before with the same model, data, settings and seed is read back. Two
/// processes that want the same `fit` at the same time train it once: the second waits.
struct FitCache {
  let folder: URL
  let boundBytes: Int
  private static let asidePrefix = ".aside-"
  private static let asideSeconds = 3600.0

  /// Is told of what is odd but stops nothing.
  let warn: @Sendable (String) -> Void

  /// `nil` where the surroundings want no cache.
  init?(_ environment: EngineEnvironment, boundBytes: Int = 4 << 30) {
    guard let folder = environment.modelCache, !environment.oneBatch else { return nil }
    self.folder = URL(fileURLWithPath: folder)
    self.boundBytes = boundBytes
    warn = environment.warning ?? { _ in }
  }

  /// The history of the `fit`, from disk or by training; the model is trained when it returns.
  func history(
    for key: FitKey, model: Sequential, optimizer: Optimizer, training: () throws -> History
  ) throws -> History {
    guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else {
      warn("the cache of models in \(folder.path) cannot be made")
      return try training()
    }
    let lock = FitLock(folder.appending(path: ".\(key.digest).lock").path)
    defer { lock?.release() }
    let file = folder.appending(path: key.digest)
    if let data = FileManager.default.contents(atPath: file.path) {
      if let trained = TrainedModel(data), let history = trained.restore(model, optimizer: optimizer) {
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
        return history
      }
      warn("a trained model in the cache \(folder.path) is damaged; it is trained again")
    }
    let history = try training()
    store(TrainedModel(model, history: history), in: file)
    return history
  }

  private func store(_ trained: TrainedModel, in file: URL) {
    let aside = folder.appending(path: "\(Self.asidePrefix)\(UUID().uuidString)")
    do {
      try trained.data.write(to: aside)
      guard rename(aside.path, file.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
      dropOldest()
    } catch {
      try? FileManager.default.removeItem(at: aside)
      warn("the cache of models in \(folder.path) cannot be written: \(error.localizedDescription)")
    }
  }

  private func dropOldest() {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    let files =
      ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: Array(keys))) ?? [])
      .compactMap { file in
        (try? file.resourceValues(forKeys: keys)).map {
          (file: file, bytes: $0.fileSize ?? 0, used: $0.contentModificationDate ?? .distantPast)
        }
      }.filter { $0.bytes > 0 }.sorted { $0.used < $1.used }
    // Nobody takes an hour to write a model: what is older was left by a writer that was killed.
    let abandoned = Date(timeIntervalSinceNow: -Self.asideSeconds)
    for entry in files where entry.used < abandoned && entry.file.lastPathComponent.hasPrefix(Self.asidePrefix) {
      try? FileManager.default.removeItem(at: entry.file)
    }
    var bytes = files.reduce(0) { $0 + $1.bytes }
    for entry in files {
      if bytes <= boundBytes { return }
      if (try? FileManager.default.removeItem(at: entry.file)) != nil { bytes -= entry.bytes }
    }
  }
}
