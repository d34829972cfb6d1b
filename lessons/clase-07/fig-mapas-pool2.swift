try ActivationMaps(of: deep, layer: 3, image: photo, columns: 8)
