try FilterGrid(of: conv, layer: 0, columns: 8)
