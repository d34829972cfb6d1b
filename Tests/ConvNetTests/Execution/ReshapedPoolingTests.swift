import ConvNet
import Testing

/// A convolution whose output a pooling reads in another shape: rows of the one are no rows of the other.
@Suite struct ReshapedPoolingTests {
  @Test(arguments: [
    ([8, 8, 3], 32, [64, 32]), ([4, 4, 8], 64, [16, 4, 16]), ([6, 6, 2], 32, [36, 32]), ([6, 6, 2], 32, [12, 3, 32]),
  ]) func poolingBehindAChangeOfShapeReadsAllThatTheConvolutionGave(
    input: [Int], filters: Int, shape: [Int]
  ) throws {
    try onEachInstructionSet { kernels in
      let model = try Sequential(input: input, seed: 3) {
        Conv2D(filters, kernelSize: 3, padding: .same, activation: .relu)
        Reshape(shape)
        if shape.count == 2 { MaxPooling1D(2) } else { MaxPooling2D(2) }
        Flatten()
        Dense(3)
      }
      let images = randomTensor([5] + input, seed: 8)
      let separate = try #require(try model.activations(for: images).last)
      #expect(relativeDifference(try model.predict(images), separate) < 1e-5, "\(kernels)")

      // A step of training reads and writes the gradients of all of them.
      let examples = try Examples(features: images, labels: [0, 1, 2, 1, 0])
      let before = try model.evaluate(examples).loss
      try model.fit(examples, epochs: 20, optimizer: .sgd(learningRate: 0.05))
      #expect(try model.evaluate(examples).loss < 0.7 * before, "\(kernels)")
    }
  }
}
