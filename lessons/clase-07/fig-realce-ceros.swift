let second = try Tensor([
  [60, 113, 56, 139, 85],
  [73, 121, 54, 84, 128],
  [131, 99, 70, 129, 127],
  [80, 57, 115, 69, 134],
  [104, 126, 123, 95, 130],
])

try ConvolutionSteps(
  image: second, kernel: sharpen, padding: .same, positions: [(0, 0)])
