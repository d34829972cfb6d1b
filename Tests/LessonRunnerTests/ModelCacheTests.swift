import Foundation
import LessonEvents
import LessonRunner
import Synchronization
import Testing

@Suite struct ModelCacheTests {
  private let cache = FileManager.default.temporaryDirectory.appending(path: "cuaderno-models-\(UUID().uuidString)")

  private func fit(seed: Int = 1, epochs: Int = 2, rate: Double = 0.01, images: Int = 64) -> String {
    cell(
      """
      let model = try Sequential(input: [28, 28, 1], seed: \(seed)) {
        Conv2D(2, kernelSize: 3, activation: .relu)
        Dropout(0.1)
        Flatten()
        Dense(10, activation: .softmax)
      }
      let data = Dataset.digits().train.prefix(\(images))
      let history = try model.fit(data, epochs: \(epochs), batchSize: 16, optimizer: .adam(learningRate: \(rate)))
      print(history.loss)
      """)
  }

  /// Runs a lesson; how many batches it trained, and what each cell printed.
  private func run(_ text: String) async throws -> (batches: Int, printed: [String]) {
    var trial = try LessonTrial(text)
    trial.options.cacheFolder = cache
    trial.options.usesCache = true
    let batches = Mutex(0)
    let run = try await trial.run { event in
      if case .lesson(.progress(_, let progress)) = event, progress.epoch > 0 { batches.withLock { $0 += 1 } }
    }
    #expect(run.status == .ok, "\(run.cells.compactMap(\.error))")
    return (batches.withLock { $0 }, run.cells.map(\.stdout))
  }

  @Test func editingALaterCellTrainsNothingAndKeepsTheBits() async throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    let weights = cell("print(model.weights.map { $0.values.reduce(0, +) })")
    let more = cell("print(try model.fit(data, epochs: 1, batchSize: 16, optimizer: .adam(learningRate: 0.01)).loss)")
    let fresh = try await run(fit() + weights + more)
    #expect(fresh.batches > 0)
    let again = try await run(fit() + weights + more + cell("print(1)"))
    #expect(again.batches == 0)
    #expect(again.printed.prefix(3) == fresh.printed.prefix(3))
    // A fit that goes on from a restored one has the same bits as from a trained one.
    let further = cell(
      "print(try model.fit(data, epochs: 2, batchSize: 16, optimizer: .adam(learningRate: 0.01)).loss)")
    let restored = try await run(fit() + further)
    try FileManager.default.removeItem(at: cache)
    #expect(try await run(fit() + further).printed == restored.printed)
  }

  @Test func twoLessonsThatWantTheSameFitTrainItOnce() async throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    let alone = try await run(fit(seed: 3))
    try FileManager.default.removeItem(at: cache)
    async let first = run(fit(seed: 3) + cell("print(1)"))
    async let second = run(fit(seed: 3) + cell("print(2)"))
    let both = try await [first, second]
    #expect(both[0].batches + both[1].batches == alone.batches)
    #expect(both.map { $0.printed[0] } == [alone.printed[0], alone.printed[0]])
    let models = try #require(FileManager.default.enumerator(at: cache, includingPropertiesForKeys: nil))
    #expect(models.allObjects.compactMap { ($0 as? URL)?.lastPathComponent }.filter { $0.hasPrefix(".") } == [])
  }

  @Test func whatAFitDependsOnTrainsAgain() async throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    #expect(try await run(fit()).batches > 0)
    for changed in [fit(seed: 2), fit(epochs: 1), fit(rate: 0.02), fit(images: 48)] {
      #expect(try await run(changed).batches > 0)
    }
    #expect(try await run(fit() + cell("print(2)")).batches == 0)
  }

  @Test func aDamagedModelIsTrainedAgain() async throws {
    defer { try? FileManager.default.removeItem(at: cache) }
    let fresh = try await run(fit())
    let models = cache.appending(path: "models")
    for case let file as URL in FileManager.default.enumerator(at: models, includingPropertiesForKeys: nil) ?? .init() {
      guard var data = try? Data(contentsOf: file), data.count > 1000 else { continue }
      data[data.count / 2] ^= 1
      try data.write(to: file)
    }
    let again = try await run(fit() + cell("print(3)"))
    #expect(again.batches > 0)
    #expect(again.printed[0] == fresh.printed[0])
  }
}
