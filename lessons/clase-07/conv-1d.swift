let convolved = try convolve(x, kernel: g)
let correlated = try correlate(x, kernel: g)

show(convolved)
show(correlated)

check(localized(es: "Convolución 1D", en: "1-D convolution"),
  convolved, equals: [-3, -1, 1, 1, -1], source: "Convolución 1D")
check(localized(es: "Correlación 1D", en: "1-D cross-correlation"),
  correlated, equals: [3, 1, -1, -1, 1], source: "Convolución 1D")
