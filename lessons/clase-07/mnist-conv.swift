let conv = try Sequential(input: [28, 28, 1], seed: params.seed) {
  Conv2D(64, kernelSize: 3, activation: .relu)
  Flatten()
  Dense(10, activation: .softmax)
}
show(conv.summary)
