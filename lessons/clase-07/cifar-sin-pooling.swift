let flat = try Sequential(input: [32, 32, 3], seed: params.seed) {
  Conv2D(64, kernelSize: 3, activation: .relu)
  Flatten()
  Dense(32, activation: .relu)
  Dense(10, activation: .softmax)
}
show(flat.summary)

check(localized(es: "Tamaños, capa por capa", en: "Sizes, layer by layer"),
  flat.summary.layers.flatMap(\.outputShape),
  equals: [30, 30, 64, 57_600, 32, 10],
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Parámetros, por capa", en: "Parameters, by layer"),
  flat.summary.layers.map(\.parameters),
  equals: [1792, 0, 1_843_232, 330],
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Parámetros, total", en: "Parameters, total"),
  flat.parameterCount,
  equals: 1_845_354,
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "Entrenables y no", en: "Trainable and not"),
  [flat.summary.trainableParameters, flat.summary.nonTrainableParameters],
  equals: [1_845_354, 0],
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "La cuenta de los filtros", en: "Counting the filters"),
  flat.weights[0].count + flat.weights[1].count,
  equals: 64 * 3 * 3 * 3 + 64,
  source: "Capa Convolucional sobre CIFAR10")
check(localized(es: "El vector aplanado", en: "The flattened vector"),
  flat.weights[2].shape, equals: [30 * 30 * 64, 32],
  source: "Capa Convolucional sobre CIFAR10")
