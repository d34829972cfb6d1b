import ConvNet
import Testing

@Suite struct MetricsTests {
  /// A model that hands its input on, so that the outputs can be written down.
  private func identity(_ count: Int, activation: ActivationFunction = .linear) throws -> Sequential {
    let model = try Sequential(input: [count]) { Dense(count, activation: activation, useBias: false) }
    var unit = try Tensor(shape: [count, count], repeating: 0)
    for i in 0..<count { unit[i, i] = 1 }
    try model.setWeights([unit])
    return model
  }

  @Test func classesAreCountedByTruthAndPrediction() throws {
    let scores = try Tensor([[3, 1, 2], [1, 3, 2], [3, 2, 1], [0, 1, 5], [2, 3, 1], [9, 0, 1]])
    let labels = [0, 1, 1, 2, 0, 0]
    let result = try identity(3, activation: .softmax).evaluate(
      Examples(features: scores, labels: labels, classNames: ["a", "b", "c"]))
    #expect(result.confusionMatrix.counts == [[2, 1, 0], [1, 1, 0], [0, 0, 1]])
    #expect(result.support == 6)
    #expect(abs(result.accuracy - 4.0 / 6) < 1e-12)
    #expect(try result.topKAccuracy(1) == result.accuracy)
    #expect(try result.topKAccuracy(2) == 1)
    let first = result.perClass[0]
    #expect((first.name, first.support) == ("a", 3))
    #expect(abs(first.precision - 2.0 / 3) < 1e-12 && abs(first.recall - 2.0 / 3) < 1e-12)
    // scikit-learn: f1_score(average="macro") and average="weighted".
    #expect(abs(result.confusionMatrix.macroAverage.f1 - (2.0 / 3 + 0.5 + 1) / 3) < 1e-12)
    #expect(abs(result.confusionMatrix.weightedAverage.f1 - (3 * 2.0 / 3 + 2 * 0.5 + 1) / 6) < 1e-12)
    #expect(throws: ConvNetError.self) { try result.topKAccuracy(4) }
  }

  @Test func aSigmoidTellsTwoClassesApart() throws {
    let features = try Tensor([[2], [-1], [0.5], [-3]])
    let result = try identity(1, activation: .sigmoid).evaluate(Examples(features: features, labels: [1, 1, 0, 0]))
    #expect(result.confusionMatrix.counts == [[1, 1], [1, 1]])
    #expect(result.accuracy == 0.5)
  }

  @Test func outputsThatAreNoNumbersAreRightAboutNothingButTheFirstClass() throws {
    let model = try identity(3, activation: .softmax)
    try model.setWeights([Tensor(shape: [3, 3], repeating: .nan)])
    let result = try model.evaluate(
      Examples(features: Tensor([[1, 2, 3], [3, 2, 1], [1, 3, 2]]), labels: [1, 2, 0]))
    #expect(result.accuracy == 1.0 / 3)
    // The first of them is predicted, but none is among the likeliest.
    #expect(try result.topKAccuracy(2) == 0)
  }

  @Test(arguments: [([1, .nan, 0], 0), ([.nan, 1, 2], 2), ([0, 1, .nan], 1)] as [([Float], Int)])
  func anOutputThatIsNoNumberIsLessLikelyThanAnyOther(outputs: [Float], label: Int) throws {
    let model = try Sequential(input: [1]) { Dense(3, activation: .softmax) }
    try model.setWeights([Tensor([[0, 0, 0]]), Tensor(outputs)])
    let result = try model.evaluate(Examples(features: Tensor([[0]]), labels: [label]))
    #expect(result.accuracy == 1)
    #expect(try result.topKAccuracy(1) == 1)
  }

  /// Keras counts the likeliest of several sigmoids too, and not whether each lies on its side.
  @Test func severalSigmoidsAreJudgedByTheLikeliest() throws {
    let features = try Tensor([[3, 1, 2], [-1, -3, -2], [1, 2, -1], [-1, 1, 2]])
    let model = try identity(3, activation: .sigmoid)
    let byLabels = try model.evaluate(Examples(features: features, labels: [0, 0, 0, 2]), loss: .binaryCrossentropy)
    #expect(byLabels.accuracy == 0.75)
    #expect(byLabels.confusionMatrix.counts == [[2, 1, 0], [0, 0, 0], [0, 0, 1]])
    let targets = try Tensor([[1, 1, 1], [1, 0, 0], [1, 1, 0], [0, 0, 1]])
    #expect(try model.evaluate(Examples(features: features, targets: targets)).accuracy == 0.75)
  }

  @Test func regressionIsJudgedByErrorsAndRSquared() throws {
    let features = try Tensor([[2.5], [0], [2], [8]])
    let result = try identity(1).evaluate(Examples(features: features, targets: Tensor([3, -0.5, 2, 7])))
    // scikit-learn's example of r2_score: 0.9486…
    let metrics = try #require(result.regression)
    #expect(abs(metrics.meanSquaredError - 0.375) < 1e-9)
    #expect(abs(metrics.meanAbsoluteError - 0.5) < 1e-9)
    #expect(abs(metrics.rSquared - 0.9486081370449679) < 1e-9)
    #expect(result.loss == 0.375)
    #expect(result.accuracy.isNaN)
  }
}
