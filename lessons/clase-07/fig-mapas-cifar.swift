check(localized(es: "64 filtros de 3 × 3 × 3", en: "64 filters of 3 × 3 × 3"),
  pooled.weights[0].shape, equals: [3, 3, 3, 64],
  source: "Filtros convolucionales sobre CIFAR10")

let photo = colorTest.images[7]
try ActivationMaps(of: pooled, layer: 0, image: photo, columns: 8)
