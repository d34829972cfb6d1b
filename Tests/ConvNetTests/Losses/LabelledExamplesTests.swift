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

  /// As Keras's `BinaryAccuracy`, which `metrics=["accuracy"]` is for one output.
  @Test(arguments: [Loss.meanSquaredError, .meanAbsoluteError]) func oneSigmoidTellsTwoClassesApart(loss: Loss) throws {
    let model = try Sequential(input: [1], seed: 1) { Dense(1, activation: .sigmoid) }
    try model.setWeights([Tensor([[1]]), Tensor([0])])
    // Probabilities 0.88, 0.73, 0.27 and 0.12.
    let data = try Examples(features: Tensor([[2], [1], [-1], [-2]]), labels: [1, 0, 0, 0])
    let result = try model.evaluate(data, loss: loss)
    #expect(result.accuracy == 0.75)
    #expect(result.confusionMatrix.counts == [[2, 1], [0, 1]])
    let history = try model.fit(data, optimizer: .sgd(learningRate: 1e-6), loss: loss, classWeights: [1: 2])
    #expect(history.accuracy == [0.75])
    #expect(throws: ConvNetError.labelOutside(label: 7, example: 0, classes: 1)) {
      try model.fit(Examples(features: Tensor([[1]]), labels: [7]), loss: loss)
    }
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
