try ConvolutionSteps(
  image: input, kernel: w0, bias: 1, stride: 2, positions: [(0, 0), (0, 1)])
