try FilterGrid(of: four, layer: 0)
