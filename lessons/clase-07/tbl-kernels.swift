func layers(_ sizes: [Int]) throws -> Sequential {
  try Sequential(input: [32, 32, 64], seed: params.seed) {
    for size in sizes { Conv2D(64, kernelSize: size, padding: .same) }
  }
}
show(Table(
  header: [
    localized(es: "Tamaño", en: "Size"),
    localized(es: "Parámetros", en: "Parameters"),
  ],
  rows: try [
    ["1 × 1", layers([1]).parameterCount],
    ["3 × 3", layers([3]).parameterCount],
    ["5 × 5", layers([5]).parameterCount],
    [localized(es: "3 × 3, dos capas", en: "3 × 3, two layers"),
      layers([3, 3]).parameterCount],
  ]))

check(localized(es: "Tamaños usuales", en: "Usual sizes"),
  try [3, 5, 1].map { try Array(layers([$0]).weights[0].shape.prefix(2)) },
  equals: [[3, 3], [5, 5], [1, 1]], source: "Kernel sizes")
