check(localized(es: "Los mapas de cada capa", en: "The maps of each layer"),
  try deep.activations(for: photo).prefix(4).map(\.shape),
  equals: [[32, 32, 64], [16, 16, 64], [16, 16, 64], [8, 8, 64]],
  source: "Varias capas sobre CIFAR10")
