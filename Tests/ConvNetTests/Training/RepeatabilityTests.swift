import ConvNet
import Testing

/// Same seed, same bits: on every run, for every number of threads, through a file, and after going on.
@Suite struct RepeatabilityTests {
  /// A net and how it is trained: with what is random, summed over threads, or fused with its neighbours.
  struct Net: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var input: [Int]
    var optimizer: Optimizer
    var classWeights: [Int: Double] = [:]
    var layers: [any Layer]

    func model() throws -> Sequential { try Sequential(input: input, seed: 5, layers: layers) }

    var examples: Examples {
      get throws {
        try Examples(features: randomTensor([75] + input, seed: 2), labels: (0..<75).map { $0 * 7 % 4 })
      }
    }

    func fit(_ model: Sequential, epochs: Int) throws -> History {
      try model.fit(
        examples, epochs: epochs, batchSize: 32, optimizer: optimizer, validation: examples, classWeights: classWeights)
    }
  }

  static let nets: [Net] = [
    Net(
      testDescription: "convolutions, pooling, dropout, normalisation", input: [9, 9, 2], optimizer: .adam(),
      classWeights: [1: 2, 3: 0.5],
      layers: [
        Conv2D(8, kernelSize: 3, activation: .relu), MaxPooling2D(2), Dropout(0.25),
        Conv2D(16, kernelSize: 3, padding: .same), BatchNormalization(), Activation(.relu), Flatten(),
        Dense(20, activation: .relu), Dense(4, activation: .softmax),
      ]),
    Net(
      testDescription: "fused runs: 3×3 of 64 and pooling, twice", input: [12, 12, 3],
      optimizer: .adamW(learningRate: .cosineDecay(0.002, decaySteps: 9)),
      layers: [
        Conv2D(64, kernelSize: 3, padding: .same, activation: .relu), MaxPooling2D(2), Dropout(0.2),
        Conv2D(64, kernelSize: 3, padding: .same, activation: .relu), MaxPooling2D(2), Flatten(),
        Dense(33, activation: .relu), Dropout(0.5), Dense(4, activation: .softmax),
      ]),
    Net(
      testDescription: "a convolution straight into a dense layer", input: [13, 10, 1],
      optimizer: .sgd(learningRate: 0.05, momentum: 0.9, nesterov: true, globalClipNorm: 1),
      layers: [Conv2D(20, kernelSize: 5, activation: .relu), Flatten(), Dense(4, activation: .softmax)]),
    Net(
      testDescription: "groups, depthwise, averages, penalties", input: [8, 7, 4],
      optimizer: .rmsprop(learningRate: 0.002, momentum: 0.5, clipNorm: 0.5),
      layers: [
        DepthwiseConv2D(3, padding: .same, depthMultiplier: 2), BatchNormalization(), Activation(.elu()),
        Conv2D(12, kernelSize: 3, strides: 2, padding: .same, groups: 2, kernelRegularizer: .l1l2(l1: 0.001, l2: 0.01)),
        AveragePooling2D(2, strides: 1, padding: .same), GlobalAveragePooling2D(), Dense(4, activation: .softmax),
      ]),
    Net(
      testDescription: "a signal", input: [20, 3], optimizer: .adagrad(learningRate: 0.05, clipValue: 0.1),
      layers: [
        Conv1D(8, kernelSize: 3, padding: .same, dilationRate: 2, activation: .tanh), MaxPooling1D(2), Dropout(0.1),
        MinPooling1D(2, strides: 1), Flatten(), Dense(4, activation: .softmax),
      ]),
  ]

  /// All that comes out of a training.
  private struct Outcome: Equatable {
    var weights: [[UInt32]]
    var history: [[UInt64]]
    var predictions: [UInt32]
    var loss: UInt64
    var gradients: [[UInt32]]
    var activations: [[UInt32]]

    init(_ model: Sequential, _ histories: [History], _ net: Net) throws {
      weights = model.weights.map(\.bits)
      let names = histories[0].series.map(\.name)
      history = names.map { name in histories.flatMap { $0[name] }.map(\.bitPattern) }
      predictions = try model.predict(net.examples).bits
      loss = try model.evaluate(net.examples).loss.bitPattern
      let images = randomTensor([7] + net.input, seed: 3)
      gradients = try model.gradients(images: images, labels: [0, 1, 2, 3, 2, 1, 0], training: true).map(\.bits)
      activations = try model.activations(for: images).map(\.bits)
    }
  }

  private func outcome(_ net: Net, kernels: String, threads: Int) throws -> Outcome {
    try Engine.$override.withValue(try Engine.make(kernels: kernels, threads: "\(threads)")) {
      let model = try net.model()
      let history = try net.fit(model, epochs: 3)
      return try Outcome(model, [history], net)
    }
  }

  @Test(arguments: nets)
  func everyRunAndAnyNumberOfThreadsGiveTheSameBits(_ net: Net) throws {
    for kernels in KernelSelection.available.map(\.name) {
      let expected = try outcome(net, kernels: kernels, threads: 1)
      for threads in [1, 2, 3, 8] {
        #expect(try outcome(net, kernels: kernels, threads: threads) == expected, "\(kernels), \(threads) threads")
      }
    }
  }

  @Test(arguments: nets)
  func goingOnGivesTheBitsOfNotStopping(_ net: Net) throws {
    let whole = try net.model()
    let expected = try Outcome(whole, [net.fit(whole, epochs: 3)], net)
    let parts = try net.model()
    let histories = [try net.fit(parts, epochs: 1), try net.fit(parts, epochs: 2)]
    #expect(try Outcome(parts, histories, net) == expected)
  }

  /// The file holds the optimiser's numbers and the counts that shuffling, dropout and schedules follow from.
  @Test(arguments: nets)
  func goingOnFromAFileWithOtherThreadsGivesTheBitsOfNotStopping(_ net: Net) throws {
    try inTemporaryFolder { folder in
      let whole = try net.model()
      let expected = try Outcome(whole, [net.fit(whole, epochs: 3)], net)
      let first = try net.model()
      let start = try net.fit(first, epochs: 1)
      try first.save("\(folder)/m.safetensors")
      try Engine.$override.withValue(try Engine.make(threads: "3")) {
        let second = try net.model()
        try second.load("\(folder)/m.safetensors")
        #expect(second.weights.map(\.bits) == first.weights.map(\.bits))
        #expect(try second.predict(net.examples).bits == first.predict(net.examples).bits)
        let rest = try net.fit(second, epochs: 2)
        #expect(try Outcome(second, [start, rest], net) == expected)
      }
    }
  }

  @Test func anotherSeedGivesOtherWeights() throws {
    let first = try Sequential(input: [4], seed: 1) { Dense(3) }
    let second = try Sequential(input: [4], seed: 2) { Dense(3) }
    #expect(first.weights != second.weights)
  }

  /// A test of bits shows nothing of a training that shuffles and drops alike whatever the seed.
  @Test func theSeedDecidesShufflingAndDropout() throws {
    let net = Self.nets[0]
    let (first, second) = (try Sequential(input: net.input, seed: 1, layers: net.layers), try net.model())
    try second.setWeights(first.weights)
    #expect(try net.fit(first, epochs: 1).loss != net.fit(second, epochs: 1).loss)
  }
}
