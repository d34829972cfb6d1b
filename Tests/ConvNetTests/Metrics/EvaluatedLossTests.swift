import ConvNet
import Testing

@Suite struct EvaluatedLossTests {
  private let examples: Examples
  private let model: Sequential

  init() throws {
    examples = try Examples(features: Tensor([[0], [1], [2], [3]]), targets: Tensor([0, 10, 20, 30]))
    model = try Sequential(input: [1], seed: 1) { Dense(1) }
  }

  /// As in Keras, where a model is compiled with its loss.
  @Test func aModelIsJudgedByTheLossThatItWasTrainedWith() throws {
    let history = try model.fit(examples, epochs: 2, loss: .meanAbsoluteError, validation: examples)
    let result = try model.evaluate(examples)
    #expect(result.loss == history["val_loss"].last)
    #expect(abs(result.loss - (result.regression?.meanAbsoluteError ?? 0)) < 1e-5)
    let squared = try model.evaluate(examples, loss: .meanSquaredError).loss
    #expect(abs(squared - (result.regression?.meanSquaredError ?? 0)) < 1e-3)
  }

  @Test func theLossIsSavedWithTheModel() throws {
    try model.fit(examples, epochs: 1, loss: .meanAbsoluteError)
    let expected = try model.evaluate(examples).loss
    try inTemporaryFolder { folder in
      let other = try Sequential(input: [1], seed: 2) { Dense(1) }
      try model.save("\(folder)/whole.safetensors")
      try other.load("\(folder)/whole.safetensors")
      #expect(try other.evaluate(examples).loss == expected)
      // Weights alone leave the loss that the model was trained by.
      try model.save("\(folder)/weights.safetensors", includingOptimizer: false)
      try model.load("\(folder)/weights.safetensors")
      #expect(try model.evaluate(examples).loss == expected)
    }
  }

  @Test func aTrainingThatIsRefusedLeavesTheLossOfTheOneBefore() throws {
    try model.fit(examples, epochs: 1, loss: .meanAbsoluteError)
    let before = try model.evaluate(examples).loss
    // There is no val_loss to watch.
    #expect(throws: ConvNetError.self) {
      try model.fit(examples, loss: .meanSquaredError, callbacks: [.earlyStopping()])
    }
    #expect(try model.evaluate(examples).loss == before)
  }

  @Test func aModelThatWasNotTrainedIsJudgedByTheLossThatGoesWithIt() throws {
    let result = try model.evaluate(examples)
    #expect(abs(result.loss - (result.regression?.meanSquaredError ?? 0)) < 1e-3)
  }
}
