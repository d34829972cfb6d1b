import ConvNet
import Foundation
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
