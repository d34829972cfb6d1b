let deepEpochs = params.quick ? 1 : 8
let deepHistory = try deep.fit(
  colorTrain, epochs: deepEpochs, batchSize: 128,
  optimizer: decayingAdam(epochs: deepEpochs), validation: colorTest)
show(deepHistory)

let deepTrain = try deep.evaluate(colorTrain)
let deepTest = try deep.evaluate(colorTest)
show(Accuracies([("Train", deepTrain), ("Test", deepTest)]))

check(localized(es: "Modelo profundo, test", en: "Deeper model, test"),
  deepTest.accuracy,
  near: 0.70, tolerance: 0.02, on: colorTrain,
  source: "Varias capas sobre CIFAR10")
