try ActivationMaps(of: deep, layer: 2, image: photo, columns: 8)
