let logistic = try Sequential(input: [2], seed: params.seed) {
  Dense(2, activation: .softmax)
}
try logistic.fit(
  learnMoons, epochs: 60, batchSize: 16, optimizer: .adam(learningRate: 0.02))

try DecisionBoundary(
  of: logistic, points: moonTest.points, labels: moonTest.labels)
