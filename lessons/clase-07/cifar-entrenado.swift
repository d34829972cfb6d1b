func learn(
  _ model: Sequential, until accuracy: Double, rate: Double, batchSize: Int,
  by optimizer: (Double) -> Optimizer
) throws -> History {
  func epoch(_ rate: Double) throws -> History {
    try model.fit(
      colorTrain, epochs: 1, batchSize: batchSize,
      optimizer: optimizer(rate), validation: colorTest)
  }
  let limit = params.quick ? 1 : 30
  var history = try epoch(rate)
  while history.epochs < limit, history.accuracy.last ?? 1 < accuracy {
    history = history + (try epoch(rate))
  }
  return history + (try epoch(rate / 10))
}

let pooledHistory = try learn(
  pooled, until: 0.685, rate: 0.01, batchSize: 64
) { .sgd(learningRate: $0, momentum: 0.9) }
show(pooledHistory)

let pooledTrain = try pooled.evaluate(colorTrain)
let pooledTest = try pooled.evaluate(colorTest)
show(Accuracies([("Train", pooledTrain), ("Test", pooledTest)]))

check(localized(es: "Con pooling, train", en: "With pooling, train"),
  pooledTrain.accuracy,
  near: 0.78, tolerance: 0.02, on: colorTrain,
  source: "Capa Convolutacional sobre CIFAR10")
check(localized(es: "Con pooling, test", en: "With pooling, test"),
  pooledTest.accuracy,
  near: 0.65, tolerance: 0.02, on: colorTrain,
  source: "Capa Convolutacional sobre CIFAR10")
check(localized(es: "Con pooling, soporte", en: "With pooling, support"),
  [pooledTrain.support, pooledTest.support], equals: [50_000, 10_000],
  on: colorTrain, source: "Capa Convolutacional sobre CIFAR10")
