import ConvNet
import Testing

/// R² of outputs whose targets are all the same, as scikit-learn's `r2_score` with its default `force_finite=True`:
/// `r2_score([[1, 5], [2, 5], [3, 5]], [[1, 5], [2, 5], [4, 5]], multioutput="raw_values")` is `[0.5, 1]`.
@Suite struct ConstantTargetTests {
  @Test(arguments: [([5, 5, 5], 0.75), ([5, 6, 5], 0.25)] as [([Float], Double)])
  func aConstantOutputCountsAsMetOrNot(predicted: [Float], expected: Double) throws {
    let model = try Sequential(input: [2]) { Dense(2, useBias: false) }
    try model.setWeights([Tensor([[1, 0], [0, 1]])])
    let features = try Tensor([[1, predicted[0]], [2, predicted[1]], [4, predicted[2]]])
    let targets = try Tensor([[1, 5], [2, 5], [3, 5]])
    let result = try model.evaluate(Examples(features: features, targets: targets))
    #expect(try #require(result.regression).rSquared == expected)
  }
}
