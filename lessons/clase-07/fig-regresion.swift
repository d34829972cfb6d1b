var dice = RandomNumbers(seed: 7)
let feature = (0..<40).map { _ in dice.uniform(in: -1...1) }
let target = feature.map { 0.8 * $0 + 0.3 + 0.15 * dice.normal() }

let neuron = try Sequential(input: [1], seed: params.seed) { Dense(1) }
try neuron.fit(
  Examples(
    features: Tensor(shape: [40, 1], feature),
    targets: Tensor(shape: [40, 1], target)),
  epochs: 100, batchSize: 8, optimizer: .sgd(learningRate: 0.1))

try RegressionLine(of: neuron, x: feature, y: target)
