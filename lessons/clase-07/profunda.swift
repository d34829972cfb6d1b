let deep = try Sequential(input: [32, 32, 3], seed: params.seed) {
  Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
  MaxPooling2D(2)
  Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
  MaxPooling2D(2)
  Flatten()
  Dense(128, activation: .relu)
  Dense(10, activation: .softmax)
}
show(deep.summary)

check(localized(es: "Modelo profundo, tamaños", en: "Deeper model, sizes"),
  deep.summary.layers.flatMap(\.outputShape),
  equals: [
    32, 32, 64, 16, 16, 64, 16, 16, 64, 8, 8, 64, 4096, 128, 10,
  ],
  source: "Varias capas sobre CIFAR10")
check(localized(es: "Modelo profundo, por capa", en: "Deeper model, by layer"),
  deep.summary.layers.map(\.parameters),
  equals: [1792, 0, 36_928, 0, 0, 524_416, 1290],
  source: "Varias capas sobre CIFAR10")
check(localized(es: "Modelo profundo, total", en: "Deeper model, total"),
  deep.parameterCount,
  equals: 564_426,
  source: "Varias capas sobre CIFAR10")
check(localized(es: "Profundo, entrenables", en: "Deeper, trainable"),
  [deep.summary.trainableParameters, deep.summary.nonTrainableParameters],
  equals: [564_426, 0],
  source: "Varias capas sobre CIFAR10")
