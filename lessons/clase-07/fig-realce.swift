let image = try Tensor([
  [105, 102, 100, 97, 96],
  [103, 99, 103, 101, 102],
  [101, 98, 104, 102, 100],
  [99, 101, 106, 104, 99],
  [104, 104, 104, 100, 98],
])
let sharpen = try Tensor([
  [0, -1, 0],
  [-1, 5, -1],
  [0, -1, 0],
])

try ConvolutionSteps(image: image, kernel: sharpen, positions: [(0, 0), (0, 1)])
