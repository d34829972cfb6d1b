import ConvNet
import Foundation
import Testing

/// Arguments of optimisers and schedules whose values other than Keras's defaults show.
@Suite struct OptimizerArgumentTests {
  struct Adam: Sendable {
    var beta1 = 0.9
    var beta2 = 0.999
    var epsilon = 1e-7
    var weightDecay = 0.0
  }

  /// Each argument alone, and all together, against the formula in double precision (Kingma and Ba 2015; Loshchilov and
  /// Hutter 2019).
  @Test(
    arguments: [
      Adam(), Adam(beta1: 0.5), Adam(beta2: 0.7), Adam(epsilon: 0.3), Adam(weightDecay: 0.2),
      Adam(beta1: 0.6, beta2: 0.8, epsilon: 0.1, weightDecay: 0.05), Adam(beta1: 0), Adam(beta2: 0),
    ], [true, false])
  func adamStepsByItsArguments(_ adam: Adam, isAdamW: Bool) throws {
    let (inputs, target, rate) = ([1.0, -0.5], 0.25, 0.05)
    let model = try Sequential(input: [2]) { Dense(1, useBias: false) }
    var weights = [0.8, -0.3]
    try model.setWeights([Tensor([[0.8], [-0.3]])])
    var (means, squares) = ([0.0, 0.0], [0.0, 0.0])
    for step in 1...6 {
      let error = weights[0] * inputs[0] + weights[1] * inputs[1] - target
      for i in 0..<2 {
        let gradient = 2 * error * inputs[i]
        means[i] += (gradient - means[i]) * (1 - adam.beta1)
        squares[i] += (gradient * gradient - squares[i]) * (1 - adam.beta2)
        weights[i] -= rate * adam.weightDecay * weights[i]
        let corrected = rate * (1 - pow(adam.beta2, Double(step))).squareRoot() / (1 - pow(adam.beta1, Double(step)))
        weights[i] -= corrected * means[i] / (squares[i].squareRoot() + adam.epsilon)
      }
    }
    let optimizer: Optimizer =
      isAdamW
      ? .adamW(
        learningRate: rate, weightDecay: adam.weightDecay, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon)
      : .adam(
        learningRate: rate, beta1: adam.beta1, beta2: adam.beta2, epsilon: adam.epsilon, weightDecay: adam.weightDecay)
    try model.fit(
      Examples(features: Tensor([inputs.map { Float($0) }]), targets: Tensor([0.25])), epochs: 6, optimizer: optimizer)
    for (weight, expected) in zip(model.weights[0].values, weights) {
      #expect(abs(Double(weight) - expected) < 1e-5, "\(weight) instead of \(expected)")
    }
  }

  /// The quotient of step and steps is a whole number only where that is asked for.
  @Test(arguments: [(false, [1, 1.15, 1.45, 1.6, 2.5]), (true, [1, 1, 1, 1.6, 2.2])])
  func inverseTimeDecayGoesInStairsWhereAsked(staircase: Bool, divisors: [Double]) {
    let schedule: LearningRateSchedule = .inverseTimeDecay(0.5, decaySteps: 4, decayRate: 0.6, staircase: staircase)
    for (step, divisor) in zip([0, 1, 3, 4, 10], divisors) {
      #expect(abs(schedule.rate(step: step) - 0.5 / divisor) < 1e-12, "step \(step)")
    }
  }
}
