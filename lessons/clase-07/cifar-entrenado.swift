func decayingAdam(epochs: Int) -> Optimizer {
  let batches = (colorTrain.count + 127) / 128
  return .adam(
    learningRate: LearningRateSchedule.cosineDecay(
      0.001, decaySteps: epochs * batches))
}

let pooledEpochs = params.quick ? 2 : 22
let pooledHistory = try pooled.fit(
  colorTrain, epochs: pooledEpochs, batchSize: 128,
  optimizer: decayingAdam(epochs: pooledEpochs), validation: colorTest)
show(pooledHistory)

let pooledTrain = try pooled.evaluate(colorTrain)
let pooledTest = try pooled.evaluate(colorTest)
show(Accuracies([("Train", pooledTrain), ("Test", pooledTest)]))

check(localized(es: "Con pooling, train", en: "With pooling, train"),
  pooledTrain.accuracy,
  near: 0.78, tolerance: 0.02, on: colorTrain,
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Con pooling, test", en: "With pooling, test"),
  pooledTest.accuracy,
  near: 0.65, tolerance: 0.02, on: colorTrain,
  source: "Capa Convolucional sobre CIFAR10")
