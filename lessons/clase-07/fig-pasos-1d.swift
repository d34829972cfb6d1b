try ConvolutionSteps(
  image: x.reshaped([1, 7]), kernel: g.reshaped([1, 3]),
  positions: (0..<5).map { (0, $0) })
