let hidden = try Sequential(input: [2], seed: params.seed) {
  Dense(16, activation: .relu)
  Dense(2, activation: .softmax)
}
try hidden.fit(
  learnMoons, epochs: 60, batchSize: 16, optimizer: .adam(learningRate: 0.02))

try DecisionBoundary(
  of: hidden, points: moonTest.points, labels: moonTest.labels)
