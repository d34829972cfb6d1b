let standard = try Sequential(input: [32, 32, 1], seed: params.seed) {
  Conv2D(6, kernelSize: 5, activation: .relu)
  MaxPooling2D(2)
  Conv2D(16, kernelSize: 5, activation: .relu)
  MaxPooling2D(2)
  Flatten()
  Dense(120, activation: .relu)
  Dense(10, activation: .softmax)
}
Architecture(standard)
