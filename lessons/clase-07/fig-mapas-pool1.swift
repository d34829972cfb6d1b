try ActivationMaps(of: deep, layer: 1, image: photo, columns: 8)
