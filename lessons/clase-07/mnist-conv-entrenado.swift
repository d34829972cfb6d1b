let history = try conv.fit(
  train, epochs: params.quick ? 2 : 8, batchSize: 128,
  optimizer: .adam(), validation: test)
show(history)

let convTrain = try conv.evaluate(train)
let convTest = try conv.evaluate(test)
show(Accuracies([("Train", convTrain), ("Test", convTest)]))

check(localized(es: "64 filtros, train", en: "64 filters, train"),
  convTrain.accuracy, near: 1.00, tolerance: 0.01, on: train,
  source: "Capa convolucional en MNIST")
check(localized(es: "64 filtros, test", en: "64 filters, test"),
  convTest.accuracy, near: 0.98, tolerance: 0.01, on: train,
  source: "Capa convolucional en MNIST")
check(localized(es: "64 filtros, soporte", en: "64 filters, support"),
  [convTrain.support, convTest.support], equals: [60_000, 10_000], on: train,
  source: "Capa convolucional en MNIST")
