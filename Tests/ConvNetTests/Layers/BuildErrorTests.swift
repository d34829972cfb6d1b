import ConvNet
import Testing

@Suite struct BuildErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var input: [Int]
    var layers: [any Layer]
    var message: String
    var testDescription: String { message }
  }

  @Test(arguments: [
    Case(
      input: [28, 28, 1], layers: [Conv2D(8, kernelSize: 3), Dense(10)],
      message: "Layer 1 (Dense) gets an input of shape [26, 26, 8]: Dense needs a flat input; put Flatten() before it."),
    Case(
      input: [4, 4, 1], layers: [Conv2D(8, kernelSize: 5)],
      message: """
        Layer 0 (Conv2D) gets an input of shape [4, 4, 1]: a window of 5×5 does not fit into it once. \
        Use padding: .same, a smaller kernelSize, or less pooling before it.
        """),
    Case(
      input: [4], layers: [Conv2D(8, kernelSize: 2)],
      message: """
        Layer 0 (Conv2D) gets an input of shape [4]: it needs an input [height, width, channels]. \
        Put it before Flatten(), or give it an image with Reshape([height, width, channels]).
        """),
    Case(
      input: [8, 8, 3], layers: [Conv2D(0, kernelSize: 3)],
      message: "Layer 0 (Conv2D) gets an input of shape [8, 8, 3]: filters is 0; it must be 1 or more."),
    Case(
      input: [8, 8, 3], layers: [Conv2D(4, kernelSize: 3, groups: 2)],
      message: """
        Layer 0 (Conv2D) gets an input of shape [8, 8, 3]: 2 groups must divide both the 3 channels of the input \
        and the 4 filters.
        """),
    Case(
      input: [8, 8, 3], layers: [Conv2D(4, kernelSize: 3, strides: 2, dilationRate: 2)],
      message: """
        Layer 0 (Conv2D) gets an input of shape [8, 8, 3]: strides and dilationRate cannot both be more than 1; \
        leave one of them at 1.
        """),
    Case(
      input: [4, 4, 1], layers: [GlobalMaxPooling1D()],
      message: """
        Layer 0 (GlobalMaxPooling1D) gets an input of shape [4, 4, 1]: it needs an input [steps, channels]. \
        Use GlobalMaxPooling2D().
        """),
    Case(
      input: [4], layers: [GlobalAveragePooling2D()],
      message: """
        Layer 0 (GlobalAveragePooling2D) gets an input of shape [4]: it needs an input [height, width, channels]. \
        Put it in place of Flatten().
        """),
    Case(
      input: [8, 8, 3], layers: [Conv2D(4, kernelSize: 3, dilationRate: .max)],
      message: """
        Layer 0 (Conv2D) gets an input of shape [8, 8, 3]: a window of 9223372036854775807×9223372036854775807 does not fit into \
        it once. Use padding: .same, a smaller kernelSize, or less pooling before it.
        """),
    Case(
      input: [4], layers: [Dropout(0.99999999)],
      message: "Layer 0 (Dropout) gets an input of shape [4]: rate is 0.99999999; it must be at least 0 and below 1."),
    Case(
      input: [4], layers: [BatchNormalization(epsilon: 1e-50)],
      message: "Layer 0 (BatchNormalization) gets an input of shape [4]: epsilon is 1e-50; it must be more than 0."),
    Case(
      input: [4], layers: [Dropout(1)],
      message: "Layer 0 (Dropout) gets an input of shape [4]: rate is 1.0; it must be at least 0 and below 1."),
    Case(
      input: [3, 3, 1], layers: [MaxPooling2D(2), MaxPooling2D(2)],
      message: """
        Layer 1 (MaxPooling2D) gets an input of shape [1, 1, 1]: a window of 2×2 does not fit into it once. \
        Use a smaller window, or padding: .same.
        """),
    Case(
      input: [6], layers: [Reshape([4, -1])],
      message: """
        Layer 0 (Reshape) gets an input of shape [6]: the target shape [4, -1] has another number of values; \
        one length may be -1, and the others must divide the number of values of the input.
        """),
    Case(
      input: [4], layers: [Dense(2, activation: .elu(alpha: .nan))],
      message: "Layer 0 (Dense) gets an input of shape [4]: alpha is nan; it must be a finite number."),
    Case(
      input: [4], layers: [Activation(.leakyRelu(negativeSlope: .infinity))],
      message: "Layer 0 (Activation) gets an input of shape [4]: negativeSlope is inf; it must be a finite number."),
    Case(
      input: [4], layers: [Dense(2, biasInitializer: .constant(.nan))],
      message: "Layer 0 (Dense) gets an input of shape [4]: the constant of bias is nan; it must be a finite number."),
    Case(
      input: [4, 4, 1], layers: [Conv2D(2, kernelSize: 3, kernelRegularizer: .l2(-1))],
      message: """
        Layer 0 (Conv2D) gets an input of shape [4, 4, 1]: l2 of the penalty on kernel is -1.0; \
        it must be a finite number of 0 or more.
        """),
    Case(
      input: [4], layers: [Dense(2, name: "a"), Dense(2, name: "a")],
      message: """
        Layer 1 (Dense) gets an input of shape [2]: the name "a" is taken by an earlier layer; \
        give each layer a name of its own.
        """),
    Case(
      input: [100_000], layers: [Dense(1_000_000)],
      message: """
        Layer 0 (Dense) gets an input of shape [100000]: it would have more values than memory can hold; \
        use fewer filters or units, or pool before it.
        """),
    Case(
      input: [8, 8, 1], layers: [Conv2D(1, kernelSize: 3, padding: .same, dilationRate: 1_000_000_000)],
      message: """
        Layer 0 (Conv2D) gets an input of shape [8, 8, 1]: it would have more values than memory can hold; \
        use fewer filters or units, or pool before it.
        """),
    Case(
      input: [8, 8, 1], layers: [MaxPooling2D(4_000_000_000, padding: .same)],
      message: """
        Layer 0 (MaxPooling2D) gets an input of shape [8, 8, 1]: it would have more values than memory can hold; \
        use fewer filters or units, or pool before it.
        """),
    Case(
      input: [4], layers: [], message: "The model has no layers; put at least one between the braces."),
    Case(
      input: [0, 3], layers: [Flatten()],
      message: """
        [0, 3] is no input shape: give the lengths of one example, each 1 or more, such as [28, 28, 1] for an image \
        or [4] for four features.
        """),
  ])
  func sentenceNamesLayerShapeAndWayOut(_ example: Case) throws {
    let error = #expect(throws: ConvNetError.self) {
      try Sequential(input: example.input, layers: example.layers)
    }
    #expect(error?.message == example.message)
  }
}
