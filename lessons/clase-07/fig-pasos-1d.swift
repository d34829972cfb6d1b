try ConvolutionSteps(
  image: x.reshaped([1, 7]), kernel: g.reshaped([1, 3]),
  positions: [(0, 0), (0, 1), (0, 2)])
