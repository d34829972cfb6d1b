let raw = try Sequential(input: [28, 28, 1], seed: params.seed) {
  Flatten()
  Dense(10, activation: .softmax)
}
try raw.fit(
  train, epochs: params.quick ? 4 : 8, batchSize: 128, optimizer: .adam())

let rawTrain = try raw.evaluate(train)
let rawTest = try raw.evaluate(test)
show(Accuracies([("Train", rawTrain), ("Test", rawTest)]))

check(localized(es: "Imagen cruda, train", en: "Raw pixels, train"),
  rawTrain.accuracy, near: 0.93, tolerance: 0.01, on: train,
  source: "Capa convolucional en MNIST")
check(localized(es: "Imagen cruda, test", en: "Raw pixels, test"),
  rawTest.accuracy, near: 0.93, tolerance: 0.01, on: train,
  source: "Capa convolucional en MNIST")
check(localized(es: "Imagen cruda, soporte", en: "Raw pixels, support"),
  [rawTrain.support, rawTest.support], equals: [60_000, 10_000], on: train,
  source: "Capa convolucional en MNIST")
