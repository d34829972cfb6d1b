import ConvNet
import Testing

/// Outputs of several sigmoids, where an example may have several labels.
@Suite struct MultiLabelTests {
  /// The numbers are those of `keras.metrics.Precision(class_id:)` and `Recall(class_id:)`.
  @Test func eachLabelIsCountedByItself() throws {
    let model = try Sequential(input: [3]) { Dense(3, activation: .sigmoid, useBias: false) }
    try model.setWeights([Tensor([[1, 0, 0], [0, 1, 0], [0, 0, 1]])])
    let features = try Tensor([[1, 2, -1], [-2, 3, 4], [-1, -2, -3], [2, 1, 3]])
    let targets = try Tensor([[1, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1]])
    let result = try model.evaluate(Examples(features: features, targets: targets))
    #expect(result.perClass.map(\.precision) == [1, 2.0 / 3, 1])
    #expect(result.perClass.map(\.recall) == [1, 1, 2.0 / 3])
    #expect(result.perClass.map(\.support) == [2, 2, 3])
    #expect(abs(result.macroAverage.recall - 0.8888888888888888) < 1e-12)
    #expect(result.confusionMatrix.classNames.isEmpty)
    #expect(throws: ConvNetError.needsClasses(what: "topKAccuracy")) { try result.topKAccuracy(1) }
  }
}
