try ActivationMaps(of: deep, layer: 0, image: photo, columns: 8)
