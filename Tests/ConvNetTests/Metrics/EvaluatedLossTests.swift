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

  @Test func aModelThatWasNotTrainedIsJudgedByTheLossThatGoesWithIt() throws {
    let result = try model.evaluate(examples)
    #expect(abs(result.loss - (result.regression?.meanSquaredError ?? 0)) < 1e-3)
  }
}
