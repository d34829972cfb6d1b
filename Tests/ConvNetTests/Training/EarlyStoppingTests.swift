import ConvNet
import Foundation
import Testing

/// Early stopping as a lesson asks for it, in a training whose losses are known.
@Suite struct EarlyStoppingTests {
  private static let losses = [1, 0.9, 0.8, 0.7, 0.75, 0.72, 0.6, 0.65, 0.55, 0.6, 0.58, 0.57]

  /// A weight w that is to make 0 of 1, with the loss w²: a step of rate r makes it (1 - 2r) w, so that rates give any losses.
  private func fit(_ model: Sequential, callbacks: [Callback]) throws -> History {
    let data = try Examples(features: Tensor([[1]]), targets: Tensor([0]))
    try model.setWeights([Tensor([[1]])])
    let before = [1] + Self.losses
    let rates = zip(Self.losses, before).map { 0.5 * (1 + ($0 / $1).squareRoot()) }
    return try model.fit(
      data, epochs: rates.count,
      optimizer: .sgd(
        learningRate: .piecewiseConstant(boundaries: Array(0..<rates.count - 1), values: rates)),
      validation: data, callbacks: callbacks)
  }

  private func model() throws -> Sequential { try Sequential(input: [1]) { Dense(1, useBias: false) } }

  @Test func theTrainingHasTheLossesThatAreKnown() throws {
    let history = try fit(model(), callbacks: [])
    #expect(history.epochs == Self.losses.count)
    #expect(zip(history.validationLoss, Self.losses).allSatisfy { abs($0 - $1) < 1e-5 }, "\(history.validationLoss)")
  }

  struct Rule: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// With and without the best weights.
    var callback: @Sendable (_ restoresBest: Bool) -> Callback
    var epochs: Int
    var best: Double
  }

  /// Where Keras's `EarlyStopping` ends a training with these losses, and the epoch whose weights it leaves.
  @Test(arguments: [
    Rule(testDescription: "nothing", callback: { .earlyStopping(restoreBestWeights: $0) }, epochs: 5, best: 0.7),
    Rule(
      testDescription: "patience", callback: { .earlyStopping(patience: 3, restoreBestWeights: $0) }, epochs: 12,
      best: 0.55),
    Rule(
      testDescription: "minDelta", callback: { .earlyStopping(minDelta: 0.15, patience: 2, restoreBestWeights: $0) },
      epochs: 5, best: 0.8),
    Rule(
      testDescription: "minDelta below zero",
      callback: { .earlyStopping(minDelta: -0.15, patience: 2, restoreBestWeights: $0) }, epochs: 5, best: 0.8),
    Rule(
      testDescription: "baseline", callback: { .earlyStopping(patience: 4, baseline: 0.65, restoreBestWeights: $0) },
      epochs: 5, best: 0.7),
    Rule(
      testDescription: "startFromEpoch",
      callback: { .earlyStopping(patience: 1, restoreBestWeights: $0, startFromEpoch: 5) }, epochs: 8, best: 0.6),
    Rule(
      testDescription: "mode", callback: { .earlyStopping(patience: 2, mode: .max, restoreBestWeights: $0) },
      epochs: 3, best: 1),
  ])
  func fitStopsWhereKerasStopsAndLeavesTheWeightsThatAreAskedFor(_ rule: Rule) throws {
    for restoresBest in [true, false] {
      let model = try model()
      let history = try fit(model, callbacks: [rule.callback(restoresBest)])
      #expect(history.epochs == rule.epochs)
      let weight = Double(model.weights[0].values[0])
      let expected = restoresBest ? rule.best : Self.losses[rule.epochs - 1]
      #expect(abs(weight * weight - expected) < 1e-5)
    }
  }
}
