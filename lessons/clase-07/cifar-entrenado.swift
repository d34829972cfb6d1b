func learn(_ model: Sequential, until accuracy: Double) throws -> History {
  func go(on epochs: Int, rate: Double) throws -> History {
    try model.fit(
      colorTrain, epochs: epochs, batchSize: 128,
      optimizer: .adam(learningRate: rate), validation: colorTest)
  }
  var history = try go(on: 1, rate: 0.0015)
  let limit = params.quick ? 2 : 30
  while history.epochs < limit, history.accuracy.last ?? 1 < accuracy {
    history = history + (try go(on: 1, rate: 0.0015))
  }
  return history + (try go(on: params.quick ? 1 : 2, rate: 0.00015))
}

let pooledHistory = try learn(pooled, until: 0.72)
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
check(localized(es: "Con pooling, soporte", en: "With pooling, support"),
  [pooledTrain.support, pooledTest.support], equals: [50_000, 10_000],
  on: colorTrain, source: "Capa Convolucional sobre CIFAR10")
