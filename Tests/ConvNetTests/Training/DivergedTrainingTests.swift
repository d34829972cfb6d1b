import ConvNet
import Testing

@Suite struct DivergedTrainingTests {
  @Test(arguments: [Optimizer.adam(), .sgd(momentum: 0.9)])
  func aTrainingWithCorrectedDataFollowsOneThatDiverged(optimizer: Optimizer) throws {
    let model = try Sequential(input: [4], seed: 5) {
      Dense(8)
      Dense(1)
    }
    let start = model.weights
    let (features, targets) = (randomTensor([64, 4], seed: 1), randomTensor([64], seed: 2))
    #expect(throws: ConvNetError.self) {
      try model.fit(
        Examples(features: features * 1e18, targets: targets * 1e18), epochs: 3, optimizer: optimizer)
    }
    try model.setWeights(start)
    let history = try model.fit(Examples(features: features, targets: targets), epochs: 2, optimizer: optimizer)
    #expect(history.loss.count == 2)
  }
}
