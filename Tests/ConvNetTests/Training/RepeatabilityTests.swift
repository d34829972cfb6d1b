import ConvNet
import Testing

@Suite struct RepeatabilityTests {
  /// A model with everything that is random or summed over threads.
  private func model() throws -> Sequential {
    try Sequential(input: [9, 9, 2], seed: 5) {
      Conv2D(8, kernelSize: 3, activation: .relu)
      MaxPooling2D(2)
      Dropout(0.25)
      Conv2D(16, kernelSize: 3, padding: .same)
      BatchNormalization()
      Activation(.relu)
      Flatten()
      Dense(20, activation: .relu)
      Dense(4, activation: .softmax)
    }
  }

  private var examples: Examples {
    get throws {
      try Examples(features: randomTensor([150, 9, 9, 2], seed: 2), labels: (0..<150).map { $0 * 7 % 4 })
    }
  }

  private func trained(threads: Int) throws -> (weights: [[UInt32]], history: History, predictions: [UInt32]) {
    try Engine.$override.withValue(try Engine.make(threads: "\(threads)")) {
      let model = try model()
      let history = try model.fit(examples, epochs: 2, batchSize: 32, validation: examples)
      return (model.weights.map(\.bits), history, try model.predict(examples).bits)
    }
  }

  @Test func anyNumberOfThreadsGivesTheSameBits() throws {
    let expected = try trained(threads: 1)
    for threads in [1, 2, 3, 8] {
      let result = try trained(threads: threads)
      #expect(result.weights == expected.weights, "\(threads) threads")
      #expect(result.history == expected.history, "\(threads) threads")
      #expect(result.predictions == expected.predictions, "\(threads) threads")
    }
  }

  @Test func anotherSeedGivesOtherWeights() throws {
    let first = try Sequential(input: [4], seed: 1) { Dense(3) }
    let second = try Sequential(input: [4], seed: 2) { Dense(3) }
    #expect(first.weights != second.weights)
  }

  @Test func goingOnIsTheSameAsNotStopping() throws {
    let (whole, parts) = (try model(), try model())
    let once = try whole.fit(examples, epochs: 3, batchSize: 32)
    let first = try parts.fit(examples, epochs: 1, batchSize: 32)
    let rest = try parts.fit(examples, epochs: 2, batchSize: 32)
    #expect(first.loss + rest.loss == once.loss)
    #expect(parts.weights.map(\.bits) == whole.weights.map(\.bits))
  }
}
