import ConvNet
import Foundation
import Synchronization
import Testing

@Suite struct EngineEnvironmentTests {
  /// In a process of its own: the surroundings belong to the whole process.
  @Test func oneBatchStopsEveryFitAndEvaluationAfterItsFirst() async {
    await #expect(processExitsWith: .success) {
      EngineEnvironment.current.oneBatch = true
      let data = try Examples(
        features: Tensor(shape: [300, 2], repeating: 1), labels: [Int](repeating: 0, count: 300))
      let model = try Sequential(input: [2]) { Dense(2, activation: .softmax) }
      var batches = 0
      let history = try model.fit(
        data, epochs: 5, batchSize: 10, validation: data, callbacks: [.onBatchEnd { _ in batches += 1 }])
      let seen = try model.evaluate(data).support
      guard batches == 1, history.epochs == 1, seen == 128 else { exit(1) }
    }
  }

  @Test func whoCutsATrainingOrAnEvaluationShortSaysSo() async {
    await #expect(processExitsWith: .success) {
      let told = Atomic(0)
      EngineEnvironment.current.oneBatch = true
      EngineEnvironment.current.cutShort = { told.add(1, ordering: .relaxed) }
      func examples(_ count: Int) throws -> Examples {
        try Examples(features: Tensor(shape: [count, 2], repeating: 1), labels: [Int](repeating: 0, count: count))
      }
      let model = try Sequential(input: [2]) { Dense(2, activation: .softmax) }
      try model.fit(examples(10), batchSize: 10)
      _ = try model.evaluate(examples(128))
      guard told.load(ordering: .relaxed) == 0 else { exit(1) }
      try model.fit(examples(10), epochs: 2, batchSize: 10)
      try model.fit(examples(11), batchSize: 10)
      _ = try model.evaluate(examples(129))
      guard told.load(ordering: .relaxed) == 3 else { exit(2) }
    }
  }

  @Test func theNumberOfThreadsMayChangeWithEveryBatchAndTheBitsStay() async {
    await #expect(processExitsWith: .success) {
      let images = Dataset.digits().train.prefix(96)
      let train = {
        let model = try Sequential(input: [28, 28, 1], seed: 3) {
          Conv2D(4, kernelSize: 3, activation: .relu)
          MaxPooling2D(2)
          Dropout(0.2)
          Flatten()
          Dense(10, activation: .softmax)
        }
        try model.fit(images, epochs: 2, batchSize: 16)
        return model.weights.map(\.bits)
      }
      let fixed = try train()
      let asked = Atomic(0)
      EngineEnvironment.current.threads = { asked.add(1, ordering: .relaxed).oldValue % 3 + 1 }
      guard try train() == fixed, asked.load(ordering: .relaxed) >= 12 else { exit(1) }
      EngineEnvironment.current.threads = { 3 }
      guard try Engine.current().pool.threads == 3 else { exit(2) }
      EngineEnvironment.current.threads = { 0 }
      guard try Engine.current().pool.threads > 0 else { exit(3) }
    }
  }

  @Test func progressCountsBatchesAndEpochs() async {
    await #expect(processExitsWith: .success) {
      let (steps, continuation) = AsyncStream.makeStream(of: TrainingStep.self)
      EngineEnvironment.current.progress = { continuation.yield($0) }
      let data = try Examples(features: Tensor(shape: [25, 2], repeating: 1), labels: [Int](repeating: 0, count: 25))
      try Sequential(input: [2]) { Dense(2, activation: .softmax) }.fit(data, epochs: 2, batchSize: 10)
      continuation.finish()
      var seen: [String] = []
      for await step in steps { seen.append("\(step.epoch)/\(step.epochs) \(step.batch)/\(step.batches)") }
      guard seen == ["1/2 1/3", "1/2 2/3", "1/2 3/3", "2/2 1/3", "2/2 2/3", "2/2 3/3"] else { exit(1) }
    }
  }
}
