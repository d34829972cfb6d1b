import ConvNet

/// Networks that the recogniser fuses in all its ways.
func fusable(_ name: String) throws -> Sequential {
  switch name {
  case "convolution, dense":
    try Sequential(input: [11, 8, 1], seed: 1) {
      Conv2D(20, kernelSize: 3, activation: .relu)
      Flatten()
      Dense(10)
    }
  case "padded convolution, reshape, dense":
    try Sequential(input: [9, 7, 2], seed: 1) {
      Conv2D(10, kernelSize: 3, padding: .same)
      Flatten()
      Dense(17, activation: .relu)
      Dense(2)
    }
  case "convolution 64, dense":
    try Sequential(input: [12, 12, 1], seed: 1) {
      Conv2D(64, kernelSize: 3, activation: .relu)
      Flatten()
      Dense(10)
    }
  case "convolution, pooling, dense, dense":
    try Sequential(input: [11, 10, 3], seed: 2) {
      Conv2D(33, kernelSize: 3, activation: .relu)
      MaxPooling2D(2)
      Flatten()
      Dense(32, activation: .relu)
      Dense(10)
    }
  case "two convolutions with pooling, same padding":
    try Sequential(input: [16, 12, 3], seed: 3) {
      Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
      MaxPooling2D(2)
      Conv2D(64, kernelSize: 3, padding: .same, activation: .relu)
      MaxPooling2D(2)
      Flatten()
      Dense(12, activation: .relu)
      Dense(10)
    }
  case "convolutions of many channels":
    try Sequential(input: [15, 16, 2], seed: 7) {
      Conv2D(32, kernelSize: 3, padding: .same, activation: .relu)
      Conv2D(48, kernelSize: 3, padding: .same, activation: .relu)
      Conv2D(64, kernelSize: 3, activation: .relu)
      MaxPooling2D(2)
      Flatten()
      Dense(10)
    }
  case "5x5, strides, pooling 3x2, no relu":
    try Sequential(input: [23, 21, 2], seed: 4) {
      Conv2D(7, kernelSize: 5, strides: 2, padding: .same)
      MaxPooling2D((3, 2))
      Conv2D(5, kernelSize: (2, 1), activation: .relu)
      Flatten()
      Dense(3)
    }
  case "pooling of windows that lie apart":
    try Sequential(input: [14, 13, 3], seed: 9) {
      Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
      MaxPooling2D(2, strides: 3)
      Flatten()
      Dense(5)
    }
  case "groups, normalisation, pooling":
    try Sequential(input: [8, 9, 4], seed: 8) {
      Conv2D(8, kernelSize: 3, groups: 2)
      BatchNormalization()
      MaxPooling2D(2)
      Flatten()
      Dense(3)
    }
  case "convolutions without pooling":
    try Sequential(input: [8, 9, 3], seed: 5) {
      Conv2D(16, kernelSize: 3, padding: .same, activation: .relu)
      Conv2D(10, kernelSize: 3, activation: .relu)
      Conv2D(6, kernelSize: 3, dilationRate: 2)
      Conv2D(100, kernelSize: (1, 2), strides: (1, 2), activation: .relu)
      Flatten()
      Dense(40, activation: .relu)
    }
  default:
    try Sequential(input: [10, 10, 1], seed: 6) {
      Conv2D(48, kernelSize: 5, activation: .relu)
      MaxPooling2D(2, strides: 1)
      Flatten()
      Dense(4)
    }
  }
}
