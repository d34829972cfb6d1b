let layer = try Sequential(input: [7, 7, 3], seed: params.seed) {
  Conv2D(2, kernelSize: 3, strides: 2, padding: .valid)
}
let kernels = zip(w0.values, w1.values).flatMap { [$0, $1] }
try layer.setWeights([Tensor(shape: [3, 3, 3, 2], kernels), Tensor([1, 0])])
let output = try layer.predict(Tensor.stack([input]))

check(localized(es: "Tamaño de la salida", en: "Size of the output"),
  output.row(0).shape, equals: [3, 3, 2],
  source: "Convolución 2D sobre datos 3D - ND")
check(localized(es: "La capa calcula W0", en: "The layer computes W0"),
  output.row(0).channel(0), equals: o0)
check(localized(es: "La capa calcula W1", en: "The layer computes W1"),
  output.row(0).channel(1), equals: o1)
