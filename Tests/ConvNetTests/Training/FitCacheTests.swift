import ConvNet
import Foundation
import Synchronization
import TestSupport
import Testing

/// The surroundings belong to the whole process, so that each test has one of its own.
@Suite struct FitCacheTests {
  @Test func modelsNotUsedForLongestLeaveTheCacheWhenItIsFull() async {
    await #expect(processExitsWith: .success) {
      let cache = try CachedFits()
      defer { cache.remove() }
      try cache.fit(seed: 1)
      let size = try cache.entryBytes
      // Room for two, and not for three.
      EngineEnvironment.current.modelCacheBytes = size * 5 / 2
      let first = try cache.entries
      try cache.setAge(hours: 2)
      try cache.fit(seed: 2)
      guard try cache.entries.isSuperset(of: first), try cache.entries.count == 2 else { exit(1) }
      try cache.fit(seed: 3)
      guard try cache.entries.isDisjoint(with: first), try cache.entries.count == 2 else { exit(2) }
    }
  }

  @Test func labelsAndNumbersOfTheSameBytesAreTrainedApart() async {
    await #expect(processExitsWith: .success) {
      let cache = try CachedFits()
      defer { cache.remove() }
      let features = try Tensor(shape: [4, 2], repeating: 0.5)
      func bias(_ examples: Examples) throws -> [Float] {
        let model = try Sequential(input: [2], seed: 1) { Dense(2, activation: .sigmoid) }
        try model.fit(examples, epochs: 5, optimizer: .sgd(learningRate: 1))
        return model.weights[1].values
      }
      let labels = try bias(Examples(features: features, labels: [0, 0, 0, 0]))
      let numbers = try bias(Examples(features: features, targets: Tensor(shape: [4, 2], repeating: 0)))
      guard labels[0] > 0, numbers[0] < 0 else { exit(1) }
    }
  }

  @Test func layersOfOnesOwnAreToldApartByWhatTheyAreMadeOf() async {
    await #expect(processExitsWith: .success) {
      struct Hidden: Layer {
        nonisolated(unsafe) static var activation = ActivationFunction.relu
        func describe(input: [Int]) throws(LayerProblem) -> LayerDescription {
          try Dense(3, activation: Self.activation).describe(input: input)
        }
      }
      let cache = try CachedFits()
      defer { cache.remove() }
      let examples = try Examples(features: Tensor([[1, 2], [3, -4]]), labels: [0, 1])
      func loss(_ activation: ActivationFunction) throws -> [Double] {
        Hidden.activation = activation
        let model = try Sequential(input: [2], seed: 1) {
          Hidden()
          Dense(2, activation: .softmax)
        }
        return try model.fit(examples).loss
      }
      guard try loss(.relu) != loss(.tanh), try loss(.relu) == loss(.relu) else { exit(1) }
    }
  }

  @Test func aModelThatIsReadBackCountsAsUsed() async {
    await #expect(processExitsWith: .success) {
      let cache = try CachedFits()
      defer { cache.remove() }
      try cache.fit(seed: 1)
      let first = try cache.entries
      EngineEnvironment.current.modelCacheBytes = try cache.entryBytes * 5 / 2
      try cache.fit(seed: 2)
      try cache.setAge(hours: 2)
      try cache.fit(seed: 1)
      try cache.fit(seed: 3)
      guard try cache.entries.isSuperset(of: first), try cache.entries.count == 2 else { exit(1) }
    }
  }

  @Test func locksOfTrainingsThatWereKilledGoAndThoseThatAreHeldStay() async {
    await #expect(processExitsWith: .success) {
      let cache = try CachedFits()
      defer { cache.remove() }
      try cache.fit(seed: 1)
      let (left, held) = (cache.folder.appending(path: ".left.lock"), cache.folder.appending(path: ".held.lock"))
      try Data().write(to: left)
      let lock = open(held.path, O_CREAT | O_RDWR, 0o600)
      guard flock(lock, LOCK_EX) == 0 else { exit(1) }
      try cache.fit(seed: 2)
      guard try cache.hidden == [".held.lock"] else { exit(2) }
      close(lock)
      try cache.fit(seed: 3)
      guard try cache.hidden == [] else { exit(3) }
    }
  }

  @Test func whoWaitsForAnotherProcessSaysSoAndTrainsNothing() async {
    await #expect(processExitsWith: .success) {
      let cache = try CachedFits()
      defer { cache.remove() }
      try cache.fit(seed: 1)
      guard let name = try cache.entries.first else { exit(1) }
      let entry = cache.folder.appending(path: name)
      let trained = try Data(contentsOf: entry)
      try FileManager.default.removeItem(at: entry)

      // Another process that holds the lock is to this one what an open file of its own is.
      let lock = open(cache.folder.appending(path: ".\(name).lock").path, O_CREAT | O_RDWR, 0o600)
      guard flock(lock, LOCK_EX) == 0 else { exit(2) }
      let told = Mutex<[Bool]>([])
      EngineEnvironment.current.waiting = { isWaiting in
        told.withLock { $0.append(isWaiting) }
        guard isWaiting else { return }
        try? trained.write(to: entry)
        close(lock)
      }
      let batches = Atomic(0)
      EngineEnvironment.current.progress = { _ in batches.add(1, ordering: .relaxed) }
      try cache.fit(seed: 1)
      guard told.withLock({ $0 }) == [true, false], batches.load(ordering: .relaxed) == 0 else { exit(3) }
      try cache.fit(seed: 1)
      guard told.withLock({ $0 }).count == 2 else { exit(4) }
    }
  }
}

/// Small models that are trained with a cache of their own.
private struct CachedFits {
  let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-fits-\(UUID().uuidString)")
  private let data: Examples

  init() throws {
    EngineEnvironment.current.modelCache = folder.path
    data = try Examples(features: Tensor(shape: [20, 2], repeating: 1), labels: [Int](repeating: 0, count: 20))
  }

  func fit(seed: Int) throws {
    try Sequential(input: [2], seed: seed) { Dense(2, activation: .softmax) }.fit(data, batchSize: 10)
  }

  /// Names of the trained models; locks are none.
  var entries: Set<String> {
    get throws {
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") })
    }
  }

  /// Names of locks and of what is being written.
  var hidden: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(".") } }
  }

  /// Bytes of one entry: they differ only in the numbers that stand in them.
  var entryBytes: Int {
    get throws { try Data(contentsOf: folder.appending(path: entries.first ?? "none")).count }
  }

  func setAge(hours: Double) throws {
    for name in try entries {
      try TestSupport.setAge(folder.appending(path: name), hours: hours)
    }
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}
