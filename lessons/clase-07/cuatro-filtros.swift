let four = try Sequential(input: [28, 28, 1], seed: params.seed) {
  Conv2D(
    4, kernelSize: 3, strides: (1, 1), padding: .same, activation: .relu)
}
show(four.summary)

check(localized(es: "4 filtros de 3 × 3 × 1", en: "4 filters of 3 × 3 × 1"),
  four.weights[0].shape, equals: [3, 3, 1, 4], source: "Capa convolucional")
check(localized(es: "Sus parámetros", en: "Their parameters"),
  four.parameterCount, equals: 4 * 3 * 3 * 1 + 4)
