import ConvNet
import Testing

/// Where a model's softmax or sigmoid stands, which the loss takes over.
@Suite struct LossEndingTests {
  private let features = randomTensor([9, 5], seed: 3)

  @Test(arguments: [ActivationFunction.softmax, .sigmoid])
  func changesOfShapeBehindItChangeNothing(activation: ActivationFunction) throws {
    func model(@LayerBuilder _ behind: () -> [any Layer]) throws -> Sequential {
      try Sequential(input: [5], seed: 2, layers: [Dense(3, activation: activation)] + behind())
    }
    let targets = randomTensor([9, 3], seed: 4).map { $0 > 0 ? 1 : 0 }
    let (plain, shaped) = try (
      model {},
      model {
        Activation(.linear)
        Reshape([3])
      }
    )
    let examples = try Examples(features: features, targets: targets)
    #expect(try plain.evaluate(examples).loss == shaped.evaluate(examples).loss)
    #expect(try plain.evaluate(examples).accuracy == shaped.evaluate(examples).accuracy)
    #expect(
      try plain.gradients(images: features, targets: targets).map(\.bits)
        == shaped.gradients(images: features, targets: targets).map(\.bits))
  }

  @Test func aSigmoidBehindAnotherShapeStillTellsBothClasses() throws {
    let model = try Sequential(input: [1, 1, 1]) {
      Conv2D(1, kernelSize: 1, activation: .sigmoid, useBias: false)
      Flatten()
    }
    try model.setWeights([Tensor(shape: [1, 1, 1, 1], repeating: 1)])
    let images = try Tensor(shape: [4, 1, 1, 1], [2, -1, 0.5, -3])
    let result = try model.evaluate(Examples(features: images, labels: [1, 0, 0, 0]))
    #expect(result.confusionMatrix.counts == [[2, 1], [0, 1]])
  }

  @Test func whatMixesProbabilitiesBehindItIsAnErrorWithTheWayOut() throws {
    let model = try Sequential(input: [2, 2, 1]) {
      Conv2D(3, kernelSize: 1, activation: .softmax)
      GlobalAveragePooling2D()
    }
    let images = randomTensor([2, 2, 2, 1], seed: 1)
    #expect(
      message { _ = try model.fit(Examples(features: images, labels: [0, 2])) }?.hasSuffix(
        "its softmax is not the last that it does; put what stands behind it before it.") == true)
  }

  /// Keras's accuracy of an image with one output a pixel counts pixels.
  @Test func pixelsAreToldApartOneByOne() throws {
    let model = try Sequential(input: [2, 2, 1]) {
      Conv2D(1, kernelSize: 1, activation: .sigmoid, useBias: false)
    }
    try model.setWeights([Tensor(shape: [1, 1, 1, 1], repeating: 1)])
    let images = try Tensor(shape: [2, 2, 2, 1], [1, -1, 2, -2, 3, 3, -3, -3])
    let targets = try Tensor(shape: [2, 2, 2, 1], [1, 0, 0, 0, 1, 1, 1, 0])
    let examples = try Examples(features: images, targets: targets)
    let result = try model.evaluate(examples)
    #expect(result.accuracy == 0.75)
    #expect(result.confusionMatrix.counts == [[3, 1], [1, 3]])
    #expect(result.support == 2)
    #expect(try result.topKAccuracy(1) == 0.75)
    #expect(try model.fit(examples, optimizer: .sgd(learningRate: 0.0)).accuracy == [0.75])
  }

  /// And of an image with several outputs a pixel, whether the greatest is the right one.
  @Test func classesOfPixelsAreTheGreatestOfEach() throws {
    let model = try Sequential(input: [1, 2, 2]) { Conv2D(2, kernelSize: 1, activation: .sigmoid, useBias: false) }
    try model.setWeights([Tensor(shape: [1, 1, 2, 2], [1, 0, 0, 1])])
    let images = try Tensor(shape: [1, 1, 2, 2], [2, 1, 0, 3])
    let targets = try Tensor(shape: [1, 1, 2, 2], [1, 0, 1, 0])
    let result = try model.evaluate(Examples(features: images, targets: targets))
    #expect(result.accuracy == 0.5)
    #expect(result.perClass.map(\.precision) == [1, 0] && result.perClass.map(\.support) == [2, 0])
  }
}
