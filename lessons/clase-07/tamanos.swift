check(localized(es: "Tamaño de los mapas", en: "Sizes of the maps"),
  deep.summary.layers.prefix(4).map { $0.outputShape[0] },
  equals: [32, 16, 16, 8],
  source: "Varias capas sobre CIFAR10")
