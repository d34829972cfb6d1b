import ConvNet
import Testing

@Suite struct CallbackTests {
  private var examples: Examples {
    get throws {
      let features = randomTensor([64, 2], seed: 4)
      return try Examples(features: features, labels: (0..<64).map { features[$0, 0] * features[$0, 1] > 0 ? 1 : 0 })
    }
  }

  private func model() throws -> Sequential {
    try Sequential(input: [2], seed: 9) {
      Dense(16, activation: .tanh)
      Dense(1, activation: .sigmoid)
    }
  }

  @Test func tabularClassesAreLearnt() throws {
    let model = try model()
    let history = try model.fit(examples, epochs: 120, batchSize: 16, optimizer: .adam(learningRate: 0.02))
    #expect(history.epochs == 120)
    #expect(history.accuracy[119] > 0.95)
    #expect(try model.evaluate(examples).accuracy > 0.95)
  }

  @Test func aLineIsLearnt() throws {
    let features = randomTensor([40, 2], seed: 1)
    let targets = Tensor((0..<40).map { 3 * features[$0, 0] - 2 * features[$0, 1] + 0.5 })
    let model = try Sequential(input: [2], seed: 1) { Dense(1) }
    try model.fit(
      Examples(features: features, targets: targets), epochs: 200, batchSize: 8, optimizer: .sgd(learningRate: 0.1))
    #expect(relativeDifference(model.weights[0], Tensor(uncheckedShape: [2, 1], values: [3, -2])) < 1e-4)
    #expect(try #require(model.evaluate(Examples(features: features, targets: targets)).regression).rSquared > 0.9999)
  }

  @Test func earlyStoppingWaitsForItsPatience() throws {
    let model = try model()
    // With a rate of zero nothing gets better after the first epoch.
    let history = try model.fit(
      examples, epochs: 20, optimizer: .sgd(learningRate: 0.0), validation: examples,
      callbacks: [.earlyStopping(patience: 3)])
    #expect(history.epochs == 4)
  }

  /// Where `EarlyStopping` of Keras 3.15 ends a training with these losses.
  @Test(
    arguments: [
      (Callback.Watch(monitor: "loss", patience: 0), 5), (.init(monitor: "loss", patience: 1), 5),
      (.init(monitor: "loss", patience: 2), 6), (.init(monitor: "loss", patience: 3), 12),
      (.init(monitor: "loss", minDelta: 0.15, patience: 2), 5),
      (.init(monitor: "loss", patience: 4, baseline: 0.65), 5),
      (.init(monitor: "loss", mode: .max, patience: 2), 3), (.init(monitor: "accuracy", patience: 2), 3),
      (.init(monitor: "loss", patience: 1, epochsBefore: 5), 8),
      (.init(monitor: "loss", patience: 0, epochsBefore: 7), 10),
      (.init(monitor: "loss"), nil),
    ] as [(Callback.Watch, Int?)])
  func trainingStopsWhereKerasStopsIt(_ watch: Callback.Watch, epoch: Int?) throws {
    let (model, losses) = (try model(), [1, 0.9, 0.8, 0.7, 0.75, 0.72, 0.6, 0.65, 0.55, 0.6, 0.58, 0.57])
    var watch = watch
    #expect((1...12).first { watch.isEnough(losses[$0 - 1], epoch: $0, of: model) } == epoch)
  }

  @Test func theBestWeightsAreLeft() throws {
    let model = try model()
    var best = (loss: Double.infinity, weights: [Tensor]())
    let history = try model.fit(
      examples, epochs: 8, batchSize: 8,
      optimizer: .sgd(learningRate: .piecewiseConstant(boundaries: [40], values: [0.5, 200])), validation: examples,
      callbacks: [
        .bestWeights(),
        .onEpochEnd { moment in
          let loss = moment.metrics["val_loss"] ?? .infinity
          if loss < best.loss { best = (loss, model.weights) }
        },
      ])
    // Else nothing would have to be put back.
    #expect(history["val_loss"].last != best.loss)
    #expect(model.weights == best.weights)
    #expect(abs(try model.evaluate(examples).loss - best.loss) < 1e-12)
  }

  @Test func theBestWeightsAreLeftWhereTheTrainingThrows() throws {
    let model = try model()
    var best: [Tensor] = []
    #expect(throws: Interruption.self) {
      try model.fit(
        examples, epochs: 3, validation: examples,
        callbacks: [
          .onEpochEnd {
            if $0.epoch == 1 { best = model.weights }
            if $0.epoch == 2 { throw Interruption() }
          },
          .bestWeights(),
        ])
    }
    #expect(model.weights == best)
  }

  /// As in Keras, where the best begins at infinity.
  @Test func aValueThatIsNoNumberIsNotTheBest() throws {
    let model = try model()
    var watch = Callback.Watch(monitor: "loss", patience: 3)
    let stops = [.nan, 0.5, 0.6, 0.4, 0.5].enumerated().map { watch.isEnough($1, epoch: $0 + 1, of: model) }
    #expect(stops == [false, false, false, false, false])
    // After two epochs without a better one than 0.4 the third ends it.
    #expect(!watch.isEnough(0.5, epoch: 6, of: model) && watch.isEnough(0.5, epoch: 7, of: model))
  }

  /// Keras ends no training after its first epoch.
  @Test func aFirstValueThatIsNoNumberEndsNothing() throws {
    let model = try model()
    var watch = Callback.Watch(monitor: "loss", patience: 1)
    let stops = (1...2).map { watch.isEnough(.nan, epoch: $0, of: model) }
    #expect(stops == [false, true])
  }

  /// Keras keeps the weights of the first epoch that it looks at until there are better ones.
  @Test func withoutAnyNumberTheWeightsOfTheFirstEpochAreLeft() throws {
    let model = try Sequential(input: [1], seed: 1) {
      Dense(2)
      Dense(1)
    }
    try model.setWeights([Tensor([[2, -2]]), Tensor([0, 0]), Tensor([[1], [1]]), Tensor([0])])
    let near = try Examples(features: Tensor([[1], [2]]), targets: Tensor([1, 2]))
    // An infinite sum less another is no number.
    let far = try Examples(features: Tensor([[3e38]]), targets: Tensor([0]))
    var first: [Tensor] = []
    let history = try model.fit(
      near, epochs: 3, validation: far,
      callbacks: [.onEpochEnd { if $0.epoch == 1 { first = model.weights } }, .bestWeights()])
    #expect(history.validationLoss.allSatisfy(\.isNaN) && history.epochs == 3)
    #expect(model.weights == first)
  }

  /// A closure that ends the training keeps no other from seeing the batch.
  @Test func everyClosureSeesTheLastBatch() throws {
    var seen: [Int] = []
    try model().fit(
      examples, epochs: 2, batchSize: 25,
      callbacks: [
        .onBatchEnd { if $0.batch == 2 { throw Callback.StopTraining() } }, .onBatchEnd { seen.append($0.batch) },
      ])
    #expect(seen == [1, 2])
  }

  @Test func closuresAreCalledAfterEveryBatch() throws {
    var moments: [String] = []
    try model().fit(
      examples, epochs: 2, batchSize: 25,
      callbacks: [.onBatchEnd { moments.append("\($0.epoch).\($0.batch)") }])
    #expect(moments == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3"])
  }

  struct Interruption: Error {}

  @Test func aClosureThatThrowsEndsTraining() throws {
    #expect(throws: Interruption.self) {
      try model().fit(examples, callbacks: [.onBatchEnd { _ in throw Interruption() }])
    }
  }

  @Test func aClosureCanEndTrainingWithoutAnError() throws {
    let afterEpoch = try model().fit(
      examples, epochs: 9, validation: examples,
      callbacks: [.onEpochEnd { if $0.epoch == 2 { throw Callback.StopTraining() } }])
    #expect(afterEpoch.epochs == 2)
    let model = try model()
    let afterBatch = try model.fit(
      examples, epochs: 9, batchSize: 8, validation: examples,
      callbacks: [.onBatchEnd { if ($0.epoch, $0.batch) == (2, 3) { throw Callback.StopTraining() } }])
    #expect(afterBatch.epochs == 2)
    #expect(try afterBatch.validationLoss[1] == model.evaluate(examples).loss)
  }

  /// A class of weight zero moves nothing: the same weights come out whatever its examples hold.
  @Test func aClassOfWeightZeroIsNotLearnt() throws {
    func trained(filler: Float) throws -> [Tensor] {
      let model = try Sequential(input: [2], seed: 3) { Dense(2, activation: .softmax) }
      let features = Tensor(uncheckedShape: [4, 2], values: [1, 2, filler, filler, 0.5, -1, filler, 0])
      try model.fit(
        Examples(features: features, labels: [0, 1, 0, 1]), epochs: 3, batchSize: 4, shuffle: false,
        classWeights: [1: 0])
      return model.weights
    }
    #expect(try trained(filler: 1) == trained(filler: -5))
    #expect(throws: ConvNetError.self) {
      let model = try Sequential(input: [2]) { Dense(2, activation: .softmax) }
      try model.fit(Examples(features: randomTensor([2, 2], seed: 1), labels: [0, 1]), classWeights: [2: 1])
    }
  }
}
