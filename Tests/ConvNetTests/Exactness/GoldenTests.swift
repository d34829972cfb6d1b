import ConvNet
import Testing

@Suite struct GoldenTests {
  @Test(arguments: golden("models.json", as: GoldenModel.self))
  func modelComputesWhatKerasComputes(_ example: GoldenModel) throws {
    try onEachInstructionSet { kernels in
      let model = try example.model()
      #expect(relativeDifference(try model.predict(example.x.tensor), example.output.tensor) < 1e-5, "\(kernels)")
      try gradientsAreThoseOfKeras(model, example, kernels)
      try weightsAfterTenStepsAreThoseOfKeras(model, example, kernels)
    }
  }

  private func gradientsAreThoseOfKeras(_ model: Sequential, _ example: GoldenModel, _ kernels: String) throws {
    let loss = try example.lossKind()
    let gradients =
      if let labels = example.labels {
        try model.gradients(images: example.x.tensor, labels: labels, loss: loss, training: true)
      } else {
        try model.gradients(
          images: example.x.tensor, targets: example.targets?.tensor ?? Tensor([Float]()), loss: loss, training: true)
      }
    #expect(gradients.count == example.gradients.count)
    // A tensor whose gradient vanishes in theory holds rounding alone: all are held against the greatest number.
    let scale = example.gradients.flatMap(\.values).reduce(Float(0)) { max($0, abs($1)) }
    for (ours, theirs) in zip(gradients, example.gradients) {
      #expect(ours.shape == theirs.shape)
      for (a, b) in zip(ours.values, theirs.values) { #expect(abs(a - b) < 1e-5 * scale, "\(kernels)") }
    }
  }

  private func weightsAfterTenStepsAreThoseOfKeras(
    _ model: Sequential, _ example: GoldenModel, _ kernels: String
  ) throws {
    let classWeights = Dictionary(uniqueKeysWithValues: (example.classWeights ?? []).enumerated().map { ($0, $1) })
    let history = try model.fit(
      example.examples, epochs: 10, batchSize: example.x.shape[0], optimizer: example.optimizer.optimizer(),
      loss: example.lossKind(), shuffle: false, classWeights: classWeights)
    #expect(abs(history.loss[0] - example.lossValue) < 1e-5 * abs(example.lossValue), "\(kernels)")
    #expect(model.weights.count == example.after.count)
    for (name, (ours, theirs)) in zip(model.weightNames, zip(model.weights, example.after)) {
      #expect(relativeDifference(ours, theirs.tensor) < 1e-5, "\(kernels): \(name)")
    }
  }

  struct Correlation: Decodable, Sendable {
    var x: GoldenTensor
    var kernel: GoldenTensor
    var stride: [Int]
    var padding: String
    var flip: Bool
    var y: GoldenTensor
  }

  @Test(arguments: golden("correlate.json", as: Correlation.self))
  func correlationIsThatOfSciPyAndTensorFlow(_ example: Correlation) throws {
    let stride = (example.stride[0], example.stride[1])
    let padding: Padding = example.padding == "same" ? .same : .valid
    let operation: (Tensor, Tensor, (Int, Int), Padding) throws -> Tensor =
      example.flip
      ? { try convolve($0, kernel: $1, stride: $2, padding: $3) }
      : { try correlate($0, kernel: $1, stride: $2, padding: $3) }
    let y = try operation(example.x.tensor, example.kernel.tensor, stride, padding)
    #expect(relativeDifference(y, example.y.tensor) < 1e-5)
  }

  struct Grouped: Decodable, Sendable {
    var groups: Int
    var filters: Int
    var kernel: Int
    var stride: Int
    var x: GoldenTensor
    var weights: [GoldenTensor]
    var targets: GoldenTensor
    var output: GoldenTensor
    var lossValue: Double
    var gradients: [GoldenTensor]
  }

  @Test(arguments: golden("grouped.json", as: Grouped.self))
  func groupedConvolutionIsThatOfPyTorch(_ example: Grouped) throws {
    let model = try Sequential(input: Array(example.x.shape.dropFirst())) {
      Conv2D(example.filters, kernelSize: example.kernel, strides: example.stride, groups: example.groups)
    }
    try model.setWeights(example.weights.map(\.tensor))
    try onEachInstructionSet { kernels in
      #expect(relativeDifference(try model.predict(example.x.tensor), example.output.tensor) < 1e-5, "\(kernels)")
      let gradients = try model.gradients(images: example.x.tensor, targets: example.targets.tensor)
      for (ours, theirs) in zip(gradients, example.gradients) {
        #expect(relativeDifference(ours, theirs.tensor) < 1e-5, "\(kernels)")
      }
      let result = try model.evaluate(Examples(features: example.x.tensor, targets: example.targets.tensor))
      #expect(abs(result.loss - example.lossValue) < 1e-5 * example.lossValue, "\(kernels)")
    }
  }
}
