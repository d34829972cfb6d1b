let o0 = try correlate(input, kernel: w0, stride: 2, bias: [1])
let o1 = try correlate(input, kernel: w1, stride: 2, bias: [0])

show(o0)
show(o1)

check(localized(es: "Salida del filtro W0", en: "Output of filter W0"),
  o0, equals: [[2, 3, 3], [3, 7, 3], [8, 10, -3]],
  source: "Convolución 2D sobre datos 3D - ND")
check(localized(es: "Salida del filtro W1", en: "Output of filter W1"),
  o1, equals: [[-8, -8, -3], [-3, 1, 0], [-3, -8, -5]],
  source: "Convolución 2D sobre datos 3D - ND")
