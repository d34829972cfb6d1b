import ConvNet
import Testing

@Suite struct FitErrorTests {
  /// The answers -1 and +1 of some books: the loss would fall without end.
  @Test func targetsThatAreNoProbabilitiesAreRefusedWhereTheyShouldBe() throws {
    let model = try Sequential(input: [1]) { Dense(1, activation: .sigmoid) }
    let examples = try Examples(features: Tensor([[0], [1]]), targets: Tensor([1, -1]))
    #expect(
      message { try model.fit(examples) }
        == "The target of example 1 is -1.0; it must be from 0 to 1 for binary_crossentropy.")
    try model.fit(examples, loss: .meanSquaredError)
  }

  private func classifier() throws -> Sequential {
    try Sequential(input: [2]) { Dense(3, activation: .softmax) }
  }

  @Test func labelsOutsideTheClassesAreNamed() throws {
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 3, 1])
    #expect(
      message { try classifier().fit(data) } == """
        Example 1 has the label 3, but the model's last layer has 3 outputs, so labels go from 0 to 2; \
        correct the label or change the number of units of the last layer.
        """)
  }

  @Test func notANumberAmongTheInputsIsNamed() throws {
    let features = try Tensor([[1, 2], [.nan, 4]])
    #expect(
      message { try classifier().fit(Examples(features: features, labels: [0, 1])) }
        == "Example 1 holds a value that is NaN or infinite; correct or remove it before training.")
  }

  @Test func batchSizeZeroIsNamed() throws {
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 1, 1])
    #expect(message { try classifier().fit(data, batchSize: 0) } == "batchSize is 0; it must be 1 or more.")
    #expect(message { try classifier().fit(data, epochs: 0) } == "epochs is 0; it must be 1 or more.")
    #expect(
      message { try classifier().fit(data, optimizer: .adam(learningRate: -1)) }
        == "learningRate is -1.0; it must be a finite number of 0 or more.")
  }

  @Test(arguments: [
    (
      LearningRateSchedule.exponentialDecay(0.1, decaySteps: 0, decayRate: 0.9),
      "decaySteps is 0; it must be 1 or more."
    ),
    (
      .exponentialDecay(0.1, decaySteps: 5, decayRate: .nan),
      "decayRate is nan; it must be a finite number of 0 or more."
    ),
    (.cosineDecay(0.1, decaySteps: 5, alpha: -1), "alpha is -1.0; it must be a finite number of 0 or more."),
    (
      .inverseTimeDecay(0.1, decaySteps: 5, decayRate: .infinity),
      "decayRate is inf; it must be a finite number of 0 or more."
    ),
    (
      .piecewiseConstant(boundaries: [5, 3], values: [1, 2, 3]),
      "boundaries is [5, 3]; it must be steps in ascending order."
    ),
    (.piecewiseConstant(boundaries: [5], values: [1]), "values is 1 rates; it must be one more than the boundaries."),
  ])
  func aScheduleThatCannotBeIsNamedBeforeAnyWeightMoves(_ schedule: LearningRateSchedule, text: String) throws {
    let model = try classifier()
    let weights = model.weights
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 1, 1])
    #expect(message { try model.fit(data, optimizer: .sgd(learningRate: schedule)) } == text)
    #expect(model.weights == weights)
  }

  @Test func aBatchLargerThanTheDataIsTheDataAtOnce() throws {
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 1, 1])
    let (whole, endless) = (try classifier(), try classifier())
    try whole.fit(data, epochs: 2, batchSize: 3)
    try endless.fit(data, epochs: 2, batchSize: .max)
    #expect(whole.weights == endless.weights)
  }

  @Test func whatIsWrongWithValidationAndTargetsIsNamed() throws {
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 1, 1])
    let outside = try Examples(features: randomTensor([2, 2], seed: 1), labels: [0, -1])
    #expect(
      message { try classifier().fit(data, validation: outside) }?.hasPrefix("Example 1 has the label -1") == true)
    let infinite = try Examples(features: Tensor([[1, 2], [3, .infinity]]), labels: [0, 1])
    #expect(message { try classifier().fit(data, validation: infinite) }?.hasPrefix("Example 1 holds a value") == true)
    let line = try Sequential(input: [2]) { Dense(1) }
    let targets = try Examples(features: randomTensor([3, 2], seed: 1), targets: Tensor([1, .nan, 2]))
    #expect(
      message { try line.fit(targets) }
        == "The target of example 1 is NaN or infinite; correct or remove it before training.")
    let pairs = try Examples(features: randomTensor([3, 2], seed: 1), targets: Tensor(shape: [3, 2], repeating: 0))
    #expect(
      message { try line.fit(pairs) }
        == "The model's output has the shape [batch, 1], but the targets have the shape [3, 2].")
    let sigmoid = try Sequential(input: [2]) { Dense(1, activation: .sigmoid) }
    #expect(
      message { try sigmoid.fit(Examples(features: randomTensor([2, 2], seed: 1), labels: [0, 2])) } == """
        Example 1 has the label 2, but the model's last layer has 1 output, so labels go from 0 to 1; correct the label \
        or change the number of units of the last layer.
        """)
  }

  /// Judging and asking for gradients look at the examples as training does.
  @Test(arguments: ["evaluate", "gradients", "inputGradients"])
  func whatIsWrongWithTheExamplesIsNamedWithoutTrainingToo(_ what: String) throws {
    let model = try classifier()
    func text(_ features: Tensor, _ labels: [Int]) -> String? {
      message {
        switch what {
        case "evaluate": _ = try model.evaluate(Examples(features: features, labels: labels))
        case "gradients": _ = try model.gradients(images: features, labels: labels)
        default: _ = try model.inputGradients(images: features, labels: labels)
        }
      }
    }
    let features = randomTensor([2, 2], seed: 1)
    #expect(text(features, [0, 3])?.hasPrefix("Example 1 has the label 3, but") == true)
    #expect(text(features, [-1, 2])?.hasPrefix("Example 0 has the label -1, but") == true)
    #expect(text(features, [0]) == "There are 2 examples but 1 label; give one label an example.")
    for odd in [Float.nan, .infinity] {
      #expect(
        text(try Tensor([[1, 2], [3, odd]]), [0, 1])?.hasPrefix("Example 1 holds a value that is NaN") == true)
    }
    #expect(text(features, [0, 2]) == nil)
  }

  @Test func aPartOfADataSetWithoutExamplesIsNamed() throws {
    let (none, some) = (Dataset.digits().train.prefix(0), Dataset.digits().train.prefix(8))
    let model = try Sequential(input: [28, 28, 1]) {
      Flatten()
      Dense(10, activation: .softmax)
    }
    let before = model.weights
    let text = "There are no examples: give at least one."
    #expect(message { try model.fit(none) } == text)
    #expect(message { try model.fit(some, validation: none) } == text)
    #expect(message { _ = try model.evaluate(none) } == text)
    #expect(model.weights == before)
  }

  @Test func emptyDataAreNamed() {
    #expect(
      message { _ = try Examples(features: Tensor(shape: [0, 2], []), labels: []) }
        == "There are no examples: give at least one.")
    #expect(
      message { _ = try Examples(features: Tensor(shape: [2, 2], [1, 2, 3, 4]), labels: [1]) }
        == "There are 2 examples but 1 label; give one label an example.")
    #expect(
      message { _ = try Examples(features: Tensor(shape: [2, 2], [1, 2, 3, 4]), targets: Tensor([1, 2, 3])) } == """
        There are 2 examples but targets for 3; give each example its numbers: [examples] or [examples, outputs].
        """)
  }

  @Test func otherShapesAreNamed() throws {
    let data = try Examples(features: randomTensor([3, 4], seed: 1), labels: [0, 1, 1])
    #expect(
      message { try classifier().fit(data) }
        == "The model takes examples of shape [2], a batch of them as [batch, 2]; these have the shape [3, 4].")
  }

  @Test func aLossThatIsNoNumberStopsTraining() throws {
    let model = try Sequential(input: [2], seed: 1) {
      Dense(8, activation: .relu)
      Dense(1)
    }
    let data = try Examples(features: randomTensor([8, 2], seed: 1) * 1e12, targets: randomTensor([8], seed: 2))
    let text = message { try model.fit(data, epochs: 9, batchSize: 4, optimizer: .sgd(learningRate: 1e9)) }
    #expect(text?.hasPrefix("The loss became NaN or infinite in epoch 1, batch") == true)
  }

  @Test func aBatchThatOverflowsLeavesMovingAveragesAsTheyWere() throws {
    let model = try Sequential(input: [2], seed: 1) {
      BatchNormalization()
      Dense(1)
    }
    let before = model.weights
    let data = try Examples(features: Tensor([[1e30, 1], [-1e30, 2]]), targets: Tensor([0, 1]))
    #expect(message { try model.fit(data) }?.hasPrefix("The loss became NaN or infinite in epoch 1, batch 1") == true)
    #expect(model.weights == before)
  }

  @Test func lossesThatDoNotFitAreNamed() throws {
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 1, 1])
    #expect(
      message { try classifier().fit(data, loss: .binaryCrossentropy) } == """
        The loss binary_crossentropy does not go with this model: its last layer has the activation softmax; use .sigmoid.
        """)
    let positions = try Sequential(input: [4, 3]) { Activation(.softmax) }
    let rows = try Examples(
      features: randomTensor([2, 4, 3], seed: 1), targets: Tensor(shape: [2, 4, 3], repeating: 1))
    #expect(
      message { try positions.fit(rows) } == """
        The loss categorical_crossentropy does not go with this model: its output has the shape [4, 3]; for classes put \
        Flatten() or GlobalAveragePooling2D() and a Dense layer at the end.
        """)
  }

  @Test func aMisspeltMonitorIsNamedWithTheNearest() throws {
    let data = try Examples(features: randomTensor([3, 2], seed: 1), labels: [0, 1, 1])
    let text = message { try classifier().fit(data, callbacks: [.earlyStopping(monitor: "acuracy")]) }
    #expect(text?.contains("did you mean \"accuracy\"?") == true)
  }
}
