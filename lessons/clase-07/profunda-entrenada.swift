let deepHistory = try learn(
  deep, until: 0.68, rate: 0.0015, batchSize: 128
) { .adam(learningRate: $0) }
show(deepHistory)

let deepTrain = try deep.evaluate(colorTrain)
let deepTest = try deep.evaluate(colorTest)
show(Accuracies([("Train", deepTrain), ("Test", deepTest)]))

check(localized(es: "Modelo profundo, test", en: "Deeper model, test"),
  deepTest.accuracy,
  near: 0.70, tolerance: 0.02, on: colorTrain,
  source: "Varias capas sobre CIFAR10")
check(localized(es: "Profundo, soporte", en: "Deeper, support"),
  deepTest.support, equals: 10_000, on: colorTrain,
  source: "Varias capas sobre CIFAR10")
