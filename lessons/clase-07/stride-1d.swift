let strided = try correlate(x, kernel: g, stride: 2)
show(strided)

check(localized(es: "Tamaño del filtro", en: "Kernel size"),
  g.count, equals: 3, source: "Convolución 1D")
check("Stride = 1", try correlate(x, kernel: g, stride: 1),
  equals: correlated, source: "Convolución 1D")
