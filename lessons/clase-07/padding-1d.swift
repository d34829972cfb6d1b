let padded = try convolve(x, kernel: g, padding: .same)
show(padded)

check(localized(es: "Convolución 1D con ceros", en: "1-D, zero-padded"),
  padded, equals: [0, -3, -1, 1, 1, -1, 0], source: "Convolución - Padding")
