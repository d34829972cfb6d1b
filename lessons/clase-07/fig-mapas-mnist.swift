try ActivationMaps(of: conv, layer: 0, image: test.images[0], columns: 8)
