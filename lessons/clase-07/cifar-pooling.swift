let pooled = try Sequential(input: [32, 32, 3], seed: params.seed) {
  Conv2D(64, kernelSize: 3, activation: .relu)
  MaxPooling2D(2)
  Flatten()
  Dense(32, activation: .relu)
  Dense(10, activation: .softmax)
}
show(pooled.summary)

check(localized(es: "Con pooling, tamaños", en: "With pooling, sizes"),
  pooled.summary.layers.flatMap(\.outputShape),
  equals: [30, 30, 64, 15, 15, 64, 14_400, 32, 10],
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Con pooling, por capa", en: "With pooling, by layer"),
  pooled.summary.layers.map(\.parameters),
  equals: [1792, 0, 0, 460_832, 330],
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Con pooling, total", en: "With pooling, total"),
  pooled.parameterCount,
  equals: 462_954,
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Con pooling, entrenables", en: "With pooling, trainable"),
  [pooled.summary.trainableParameters,
    pooled.summary.nonTrainableParameters],
  equals: [462_954, 0],
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Se redujo a un cuarto", en: "Reduced to a quarter"),
  Double(pooled.parameterCount) / Double(flat.parameterCount),
  near: 0.25, tolerance: 0.005,
  source: "Capa Convolucional sobre CIFAR10")
