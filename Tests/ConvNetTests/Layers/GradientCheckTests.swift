import ConvNet
import Testing

/// A small model around one layer.
struct LayerCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var input: [Int]
  var layers: [any Layer]

  init(_ name: String, _ input: [Int], _ layers: [any Layer]) {
    testDescription = name
    self.input = input
    self.layers = layers
  }
}

@Suite struct GradientCheckTests {
  /// Every layer, followed where needed by Flatten and a Dense layer of three outputs.
  static let cases: [LayerCase] = [
    LayerCase("Dense", [5], [Dense(4, activation: .tanh)]),
    LayerCase("Dense without bias", [5], [Dense(4, useBias: false)]),
    LayerCase("Conv2D valid", [5, 6, 2], [Conv2D(3, kernelSize: 3, activation: .tanh)]),
    LayerCase("Conv2D same, stride 2", [5, 6, 2], [Conv2D(3, kernelSize: (3, 2), strides: 2, padding: .same)]),
    LayerCase("Conv2D same, strides 1 and 3", [6, 7, 1], [Conv2D(2, kernelSize: 4, strides: (1, 3), padding: .same)]),
    LayerCase("Conv2D dilated", [7, 7, 2], [Conv2D(2, kernelSize: 3, padding: .same, dilationRate: 2)]),
    LayerCase("Conv2D grouped", [4, 4, 4], [Conv2D(6, kernelSize: 3, groups: 2)]),
    LayerCase("Conv2D without bias", [4, 4, 2], [Conv2D(3, kernelSize: 2, useBias: false)]),
    LayerCase("Conv2D after Conv2D", [6, 6, 1], [Conv2D(2, kernelSize: 3), Conv2D(3, kernelSize: 3)]),
    LayerCase("DepthwiseConv2D", [5, 5, 3], [DepthwiseConv2D(3, padding: .same, depthMultiplier: 2)]),
    LayerCase("Conv1D", [8, 2], [Conv1D(3, kernelSize: 3, strides: 2, padding: .same)]),
    LayerCase("Conv1D dilated and grouped", [9, 4], [Conv1D(6, kernelSize: 3, dilationRate: 2, groups: 2)]),
    LayerCase("DepthwiseConv2D of strides 2", [6, 5, 3], [DepthwiseConv2D((2, 3), strides: 2, padding: .same)]),
    LayerCase("MaxPooling2D", [5, 6, 2], [Conv2D(2, kernelSize: 2), MaxPooling2D(2)]),
    LayerCase(
      "MaxPooling2D overlapping", [6, 6, 2], [Conv2D(2, kernelSize: 2), MaxPooling2D(3, strides: 2, padding: .same)]),
    LayerCase("MinPooling2D", [6, 6, 2], [Conv2D(2, kernelSize: 2), MinPooling2D(3, strides: 2, padding: .same)]),
    LayerCase(
      "AveragePooling2D", [6, 6, 2], [Conv2D(2, kernelSize: 2), AveragePooling2D((2, 3), strides: 2, padding: .same)]),
    LayerCase("MaxPooling1D", [9, 2], [Conv1D(2, kernelSize: 2), MaxPooling1D(2)]),
    LayerCase("AveragePooling1D", [9, 2], [Conv1D(2, kernelSize: 2), AveragePooling1D(3, strides: 1)]),
    LayerCase("MinPooling1D", [9, 2], [Conv1D(2, kernelSize: 2), MinPooling1D(3, strides: 2, padding: .same)]),
    LayerCase("GlobalMaxPooling1D", [6, 2], [Conv1D(3, kernelSize: 2), GlobalMaxPooling1D()]),
    LayerCase("GlobalAveragePooling2D", [5, 5, 2], [Conv2D(4, kernelSize: 2), GlobalAveragePooling2D()]),
    LayerCase("GlobalMaxPooling2D", [5, 5, 2], [Conv2D(4, kernelSize: 2), GlobalMaxPooling2D()]),
    LayerCase("GlobalAveragePooling1D", [5, 2], [Conv1D(4, kernelSize: 2), GlobalAveragePooling1D()]),
    LayerCase("Reshape", [12], [Dense(12), Reshape([2, 3, -1]), Conv2D(2, kernelSize: 2)]),
    LayerCase("BatchNormalization", [4, 4, 2], [Conv2D(3, kernelSize: 2), BatchNormalization()]),
    LayerCase("BatchNormalization without scale", [6], [Dense(4), BatchNormalization(scale: false)]),
    LayerCase("Dropout", [6], [Dense(8), Dropout(0.3)]),
    LayerCase("penalties", [5], [Dense(4, kernelRegularizer: .l1l2(l1: 0.02, l2: 0.03), biasRegularizer: .l2(0.1))]),
    LayerCase("relu", [5], [Dense(6, activation: .relu)]),
    LayerCase("leaky relu", [5], [Dense(6, activation: .leakyRelu())]),
    LayerCase("sigmoid", [5], [Dense(6, activation: .sigmoid)]),
    LayerCase("elu", [5], [Dense(6, activation: .elu())]),
    LayerCase("softplus", [5], [Dense(6), Activation(.softplus)]),
    LayerCase("softmax in the middle", [5], [Dense(6, activation: .softmax)]),
  ]

  @Test(arguments: cases)
  func gradientsAgreeWithDifferences(_ example: LayerCase) throws {
    let model = try Sequential(input: example.input, seed: 3) {
      example.layers
      if try outputRank(example) > 1 { Flatten() }
      Dense(3, activation: .softmax)
    }
    // Biases begin at zero, where a kink of relu would lie.
    try model.setWeights(
      zip(model.weights, model.weightNames).enumerated().map { index, weight in
        weight.1.contains("moving") ? weight.0 : randomTensor(weight.0.shape, seed: UInt64(index)) * 0.7
      })
    let images = randomTensor([5] + example.input, seed: 11)
    let labels = [0, 2, 1, 1, 0]
    let gradients = try model.gradients(images: images, labels: labels, training: true)
    let weights = model.weights
    let trainable = weights.indices.filter { !model.weightNames[$0].contains("moving") }
    #expect(gradients.map(\.shape) == trainable.map { weights[$0].shape })
    for (gradient, index) in zip(gradients, trainable) {
      let name = model.weightNames[index]
      var slopes: [Double] = []
      for place in places(of: weights[index]) {
        var (up, down) = (weights, weights)
        let step: Float = 2e-3
        up[index].values[place] += step
        down[index].values[place] -= step
        let slope = (try loss(model, up, images, labels) - loss(model, down, images, labels)) / Double(2 * step)
        expectClose(Double(gradient.values[place]), slope, "\(name)[\(place)]")
        slopes.append(abs(slope))
      }
      // Else nothing would have been seen; normalisation takes away what a bias before it adds.
      if !(example.testDescription.hasPrefix("BatchNormalization") && name.hasSuffix("_1.bias")) {
        #expect(slopes.contains { $0 > 20 * Self.tolerance }, "\(name): \(slopes)")
      }
      try model.setWeights(weights)
    }
    let pixels = try model.inputGradients(images: images, labels: labels, training: true)
    #expect(pixels.shape == images.shape)
    for place in places(of: images) {
      var (up, down) = (images, images)
      let step: Float = 2e-3
      up.values[place] += step
      down.values[place] -= step
      // Penalties are the same on both sides.
      let slope = (try loss(model, weights, up, labels) - loss(model, weights, down, labels)) / Double(2 * step)
      expectClose(Double(pixels.values[place]), slope, "pixel \(place)")
    }
  }

  /// What rounding leaves of a difference of two losses, divided by twice the step.
  private static let tolerance = 2e-4

  private func expectClose(
    _ value: Double, _ slope: Double, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      abs(slope - value) < Self.tolerance + 0.01 * abs(slope), "\(what): \(value), by differences \(slope)",
      sourceLocation: sourceLocation)
  }

  /// About seven places of a tensor, in steps that come by every channel.
  private func places(of tensor: Tensor) -> StrideTo<Int> {
    let channels = tensor.shape.last ?? 1
    var step = max(1, tensor.count / 7)
    while (2...max(2, channels)).contains(where: { step % $0 == 0 && channels % $0 == 0 }) { step += 1 }
    return stride(from: 0, to: tensor.count, by: step)
  }

  private func outputRank(_ example: LayerCase) throws -> Int {
    try Sequential(input: example.input, layers: example.layers).outputShape.count
  }

  /// The loss as training sees it: of one batch, read from a step of rate 0.
  private func loss(_ model: Sequential, _ weights: [Tensor], _ images: Tensor, _ labels: [Int]) throws -> Double {
    // A new model each time: dropout follows from the number of steps taken.
    let copy = try Sequential(copyOf: model)
    try copy.setWeights(weights)
    let history = try copy.fit(
      Examples(features: images, labels: labels), batchSize: labels.count, optimizer: .sgd(learningRate: 0.0),
      shuffle: false)
    return history.loss[0]
  }
}
