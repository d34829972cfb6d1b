let photo = colorTest.images[0]
try ActivationMaps(of: pooled, layer: 0, image: photo, columns: 8)
