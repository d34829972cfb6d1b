import ConvNet
import Testing

/// Runs of layers that the planner may compute together, against the same layers one by one.
@Suite struct FusionTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var input: [Int]
    var batch: Int
    var layers: [any Layer]

    init(_ name: String, _ input: [Int], batch: Int, _ layers: [any Layer]) {
      (testDescription, self.input, self.batch, self.layers) = (name, input, batch, layers)
    }
  }

  private static func conv(_ filters: Int, _ kernel: Int, _ padding: Padding = .valid, strides: Int = 1) -> [any Layer]
  {
    [Conv2D(filters, kernelSize: kernel, strides: strides, padding: padding), Activation(.relu)]
  }
  private static let classify: [any Layer] = [Flatten(), Dense(10), Activation(.softmax)]
  private static let hidden: [any Layer] = [Flatten(), Dense(33), Activation(.relu), Dense(10), Activation(.softmax)]

  static let cases: [Case] = [
    Case("the slide's MNIST net", [12, 12, 1], batch: 9, conv(64, 3) + classify),
    Case("16 filters of 5×5", [13, 9, 1], batch: 5, conv(16, 5) + classify),
    Case("the slide's CIFAR net", [12, 12, 3], batch: 7, conv(64, 3) + [MaxPooling2D(2)] + hidden),
    Case("odd sizes", [13, 11, 3], batch: 17, conv(20, 3, .same) + [MaxPooling2D(2)] + hidden),
    Case(
      "the slide's deeper net", [12, 12, 3], batch: 6,
      conv(64, 3, .same) + [MaxPooling2D(2)] + conv(64, 3, .same) + [MaxPooling2D(2)] + hidden),
    Case(
      "Winograd's transformation through pooling", [24, 24, 3], batch: 5,
      conv(64, 3, .same) + [MaxPooling2D(2)] + conv(64, 3, .same) + [MaxPooling2D(2)] + hidden),
    Case(
      "Winograd's transformation both ways", [14, 15, 2], batch: 3,
      conv(32, 3, .same) + conv(48, 3, .same) + conv(64, 3) + hidden),
    Case("strides", [15, 14, 2], batch: 4, conv(32, 3, .same, strides: 2) + conv(48, 3) + hidden),
    Case("overlapping windows", [10, 10, 2], batch: 4, conv(24, 3) + [MaxPooling2D(3, strides: 2)] + hidden),
    Case("one image", [9, 9, 1], batch: 1, conv(100, 3) + [MaxPooling2D(2)] + classify),
  ]

  @Test(arguments: cases)
  func layersTogetherComputeWhatTheyComputeOneByOne(_ example: Case) throws {
    let together = try Sequential(input: example.input, seed: 5, layers: example.layers)
    // A dropout of nothing is a layer that the planner does not know: it keeps its neighbours apart.
    let apart = try Sequential(input: example.input, seed: 5) {
      for layer in example.layers {
        layer
        Dropout(0)
      }
      Activation(.linear)
    }
    let weights = together.weights.enumerated().map { index, weight in
      weight.rank == 1 ? randomTensor(weight.shape, seed: UInt64(index)) * 0.1 : weight
    }
    try together.setWeights(weights)
    try apart.setWeights(weights)
    let images = randomTensor([example.batch] + example.input, seed: 8)
    #expect(relativeDifference(try together.predict(images), try apart.predict(images)) < 1e-5)
    // The loss of probabilities, so that both models are asked for the same.
    let targets = randomTensor([example.batch, 10], seed: 9)
    let (fused, single) = try (
      together.gradients(images: images, targets: targets, loss: .meanSquaredError),
      apart.gradients(images: images, targets: targets, loss: .meanSquaredError)
    )
    for (name, (ours, theirs)) in zip(together.weightNames, zip(fused, single)) {
      #expect(relativeDifference(ours, theirs) < 1e-4, "\(name)")
    }
  }

  @Test(arguments: cases)
  func trainingTogetherHasTheSameBitsForEveryNumberOfThreads(_ example: Case) throws {
    let images = randomTensor([24] + example.input, seed: 8)
    let examples = try Examples(features: images, labels: (0..<24).map { $0 * 7 % 10 })
    func trained(_ threads: Int) throws -> [[UInt32]] {
      try Engine.$override.withValue(try Engine.make(threads: "\(threads)")) {
        let model = try Sequential(input: example.input, seed: 5, layers: example.layers)
        try model.fit(examples, epochs: 1, batchSize: 10)
        return model.weights.map(\.bits)
      }
    }
    let expected = try trained(1)
    for threads in [2, 3, 8] { #expect(try trained(threads) == expected, "\(threads) threads") }
  }
}
