import ConvNet
import Foundation
import Testing

/// Logits beside which the logarithm of a few classes is less than the distance between two floats.
@Suite struct LargeLogitsTests {
  @Test(arguments: [Float(1e5), 16_777_216, -3e7], [true, false])
  func twoEqualLogitsAreHalfAProbabilityEach(logit: Float, byLabels: Bool) throws {
    let model = try Sequential(input: [2]) { Dense(2, useBias: false) }
    try model.setWeights([Tensor([[1, 0], [0, 1]])])
    let features = try Tensor([[logit, logit]])
    let examples =
      try byLabels
      ? Examples(features: features, labels: [0]) : Examples(features: features, targets: Tensor([[1, 0]]))
    #expect(abs(try model.evaluate(examples, loss: .categoricalCrossentropy).loss - log(2)) < 1e-6)
    let gradients =
      try byLabels
      ? model.gradients(images: features, labels: [0], loss: .categoricalCrossentropy)
      : model.gradients(images: features, targets: Tensor([[1, 0]]), loss: .categoricalCrossentropy)
    #expect(gradients[0].values == [-0.5, 0.5, -0.5, 0.5].map { $0 * logit })
  }
}
