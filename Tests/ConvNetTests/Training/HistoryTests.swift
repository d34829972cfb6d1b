import ConvNet
import Testing

@Suite struct HistoryTests {
  /// Metrics keep their epochs where only one of two trainings has them.
  @Test func joinedTrainingsHaveAValueForEachEpoch() throws {
    let examples = try Examples(features: Tensor([[0], [1]]), targets: Tensor([0, 1]))
    let model = try Sequential(input: [1], seed: 1) { Dense(1) }
    let without = try model.fit(examples, epochs: 3)
    let with = try model.fit(examples, epochs: 2, validation: examples)
    let (late, early) = (without + with, with + without)
    #expect(late.loss == without.loss + with.loss)
    #expect(late.validationLoss.map(\.isNaN) == [true, true, true, false, false])
    #expect(late.validationLoss.suffix(2) == with.validationLoss[...])
    #expect(early.validationLoss.prefix(2) == with.validationLoss[...])
    #expect(early.validationLoss.map(\.isNaN) == [false, false, true, true, true])
    #expect(late.series.map(\.name) == ["loss", "val_loss"])
  }
}
