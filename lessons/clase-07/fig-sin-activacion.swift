let linear = try Sequential(input: [2], seed: params.seed) {
  Dense(16)
  Dense(2, activation: .softmax)
}
try linear.fit(
  learnMoons, epochs: 60, batchSize: 16, optimizer: .adam(learningRate: 0.02))

try DecisionBoundary(
  of: linear, points: moonTest.points, labels: moonTest.labels)
