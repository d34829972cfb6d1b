let few = colorTrain.prefix(params.quick ? 500 : 5000)

func trial(_ pooling: Bool) throws -> (train: Evaluation, test: Evaluation) {
  let model = try Sequential(input: [32, 32, 3], seed: params.seed) {
    Conv2D(64, kernelSize: 3, activation: .relu)
    if pooling { MaxPooling2D(2) }
    Flatten()
    Dense(32, activation: .relu)
    Dense(10, activation: .softmax)
  }
  try model.fit(
    few, epochs: params.quick ? 2 : 6, batchSize: 64,
    optimizer: .sgd(learningRate: 0.01, momentum: 0.9))
  return (try model.evaluate(few), try model.evaluate(colorTest))
}
let without = try trial(false), with = try trial(true)

let names = localized(
  es: ["Sin pooling", "Con pooling"], en: ["Without pooling", "With pooling"])
show(Accuracies([
  ("\(names[0]) · train", without.train), ("\(names[0]) · test", without.test),
  ("\(names[1]) · train", with.train), ("\(names[1]) · test", with.test),
]))
