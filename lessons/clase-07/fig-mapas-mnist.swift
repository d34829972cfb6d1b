let digitMaps = try conv.activations(for: test.images[0])[0]
check(localized(es: "Un mapa por filtro", en: "One map a filter"),
  digitMaps.shape, equals: [26, 26, 64], source: "Capa convolucional")

try ActivationMaps(of: conv, layer: 0, image: test.images[0], columns: 8)
