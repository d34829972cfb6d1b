import ConvNet
import Testing

@Suite struct CallbackOrderTests {
  private struct Broken: Error {}

  private let examples: Examples
  private let model: Sequential

  init() throws {
    examples = try Examples(features: randomTensor([8, 2], seed: 1), labels: [0, 1, 0, 1, 0, 1, 0, 1])
    model = try Sequential(input: [2], seed: 1) { Dense(2, activation: .softmax) }
  }

  @Test func weightsThatALaterClosureChangesAreNotThoseOfTheBestEpoch() throws {
    var trained: [Tensor] = []
    try model.fit(
      examples,
      callbacks: [
        .bestWeights(monitor: "loss"),
        .onEpochEnd { [model] _ in
          trained = model.weights
          try model.setWeights(trained.map { $0 * 0 })
        },
      ])
    #expect(model.weights == trained)
  }

  @Test func weightsThatAnEarlierClosureChangesAreThoseOfTheBestEpoch() throws {
    try model.fit(
      examples,
      callbacks: [
        .onEpochEnd { [model] _ in try model.setWeights(model.weights.map { $0 * 0 }) }, .bestWeights(monitor: "loss"),
      ])
    #expect(model.weights.allSatisfy { $0.values.allSatisfy { $0 == 0 } })
  }

  @Test func theBestEpochMayBeTheOneInWhichALaterClosureThrows() throws {
    var trained: [Tensor] = []
    #expect(throws: Broken.self) {
      try model.fit(
        examples, epochs: 3, optimizer: .sgd(learningRate: 0.5),
        callbacks: [
          .bestWeights(monitor: "loss"),
          .onEpochEnd { [model] moment in
            trained = model.weights
            if moment.epoch == 3 { throw Broken() }
          },
        ])
    }
    #expect(model.weights == trained)
  }
}
