import ConvNet
import Testing

@Suite struct WeightTests {
  private func model() throws -> Sequential {
    try Sequential(input: [5, 4, 3], seed: 1) {
      Conv2D(7, kernelSize: (3, 2))
      Flatten()
      Dense(2)
    }
  }

  @Test func anotherNumberOfTensorsIsNamed() throws {
    let model = try model()
    #expect(
      message { try model.setWeights([Tensor([1])]) } == """
        There are 4 weight tensors, but 1 tensor came; model.weightNames and model.weights show them in order.
        """)
    #expect(
      message { try model.setWeights([Tensor([1])], ofLayer: 0) } == """
        Layer 0 has 2 weight tensors, but 1 tensor came; model.weights(ofLayer: 0) shows them in order.
        """)
  }

  /// A kernel in the order of PyTorch, `[out, in, height, width]`, and a dense one turned over.
  @Test func axesInAnotherOrderAreNamedAndNothingChanges() throws {
    let model = try model()
    let before = model.weights
    var weights = before
    weights[0] = try Tensor(shape: [7, 3, 3, 2], repeating: 0)
    #expect(
      message { try model.setWeights(weights) } == """
        The weights of conv2d_1.kernel have the shape [3, 2, 3, 7], but a tensor of shape [7, 3, 3, 2] was given; \
        the order of a kernel is [height, width, in, out].
        """)
    weights = before
    weights[2] = try Tensor(shape: [2, 63], repeating: 0)
    #expect(
      message { try model.setWeights(weights) }?.hasSuffix("the order of a dense layer's kernel is [in, out].") == true)
    #expect(model.weights == before)
    let signals = try Sequential(input: [9, 3]) { Conv1D(4, kernelSize: 2) }
    let turned = try Tensor(shape: [4, 3, 2], repeating: 0)
    let order = message { try signals.setWeights([turned, Tensor([0, 0, 0, 0])]) }
    #expect(order?.hasSuffix("the order of a kernel of one axis is [size, in, out].") == true)
  }

  @Test func imagesWithChannelsFirstAreNamed() throws {
    #expect(
      message { _ = try model().predict(Tensor(shape: [9, 3, 5, 4], repeating: 0)) } == """
        The model takes examples of shape [5, 4, 3], a batch of them as [batch, 5, 4, 3]; these have the shape \
        [9, 3, 5, 4]; channels come last.
        """)
  }
}
