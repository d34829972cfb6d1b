import ConvNet

/// The models of the slides that the engine is measured on, as `train_peers.py` builds them for Keras and PyTorch, and their
/// like with other filters, kernels and strides of the convolutions.
struct SlideModel {
  enum Name: String, CaseIterable {
    case mnistConv = "mnist-conv"
    case cifarPool = "cifar-pool"
    case cifarDeep = "cifar-deep"
  }

  var name: Name
  var filters = 64
  var kernel = 3
  var strides = 1

  /// The images it is trained on.
  func dataset() throws -> Dataset {
    name == .mnistConv ? try .mnist() : try .cifar10()
  }

  /// The model with fresh weights.
  func model() throws -> Sequential {
    switch name {
    case .mnistConv:
      try Sequential(input: [28, 28, 1], seed: 1) {
        Conv2D(filters, kernelSize: kernel, strides: strides, activation: .relu)
        Flatten()
        Dense(10, activation: .softmax)
      }
    case .cifarPool:
      try Sequential(input: [32, 32, 3], seed: 1) {
        Conv2D(filters, kernelSize: kernel, strides: strides, activation: .relu)
        MaxPooling2D(2)
        Flatten()
        Dense(32, activation: .relu)
        Dense(10, activation: .softmax)
      }
    case .cifarDeep:
      try Sequential(input: [32, 32, 3], seed: 1) {
        Conv2D(filters, kernelSize: kernel, strides: strides, padding: .same, activation: .relu)
        MaxPooling2D(2)
        Conv2D(filters, kernelSize: kernel, strides: strides, padding: .same, activation: .relu)
        MaxPooling2D(2)
        Flatten()
        Dense(128, activation: .relu)
        Dense(10, activation: .softmax)
      }
    }
  }
}
