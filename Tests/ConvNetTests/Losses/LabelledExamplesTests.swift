import ConvNet
import Testing

/// Labels mean classes whatever the loss.
@Suite struct LabelledExamplesTests {
  private let features = randomTensor([12, 2], seed: 1)
  private let labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2]

  @Test(arguments: [Loss.meanSquaredError, .meanAbsoluteError]) func distancesToOneHotLabelsHaveAnAccuracy(
    loss: Loss
  ) throws {
    let model = try Sequential(input: [2], seed: 1) { Dense(3, activation: .softmax) }
    let examples = try Examples(features: features, labels: labels)
    let history = try model.fit(
      examples, epochs: 2, loss: loss, validation: examples, classWeights: [1: 2],
      callbacks: [.bestWeights(monitor: "val_accuracy")])
    #expect(history.accuracy.count == 2)
    let predicted = try model.predict(features).argmax
    let right = zip(predicted, labels).count { $0 == $1 }
    let result = try model.evaluate(examples, loss: loss)
    #expect(result.accuracy == Double(right) / 12)
    #expect(try result.topKAccuracy(3) == 1)
  }

  @Test func oneOutputPredictsLabelsAsNumbers() throws {
    let model = try Sequential(input: [2], seed: 1) { Dense(1) }
    let result = try model.evaluate(Examples(features: features, labels: labels))
    #expect(result.accuracy.isNaN)
    #expect(
      message { _ = try result.topKAccuracy(1) } == """
        topKAccuracy needs one class for each example: give labels instead of rows of numbers, to a model with an output for each class.
        """)
  }

  @Test func validationDataOfAnotherKindAreRefused() throws {
    let model = try Sequential(input: [2], seed: 1) { Dense(3) }
    let numbers = try Examples(features: features, targets: randomTensor([12, 3], seed: 2))
    let classes = try Examples(features: features, labels: labels)
    #expect(
      message { try model.fit(numbers, validation: classes) } == """
        The loss mean_squared_error does not go with this model: the training data have numbers as targets and the validation \
        data labels; give both the same.
        """)
  }
}
