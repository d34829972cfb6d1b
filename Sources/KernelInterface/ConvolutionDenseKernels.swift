/// The kernels of a convolution that a small dense layer reads, an output row at a time for a whole batch.
///
/// The dense layer's weights of a row are arranged in strips: for each pixel and each vector of channels (filled up with
/// zeros) `[outputs, vector]`, so that vectors run along channels for any number of outputs.
public struct ConvolutionDenseKernels: Sendable {
  /// Output channels filled up to whole vectors.
  public var channelCount: @Sendable (ConvolutionShape) -> Int
  /// Dense weights of a row `[ow · oc, outputs]` to strips `[ow, channelCount / vector, outputs, vector]`:
  /// `(shape, outputs, weights, strips)`.
  public var arrange: @Sendable (ConvolutionShape, Int, Reading, Writing) -> Void
  /// The row's part of the dense outputs `[batch, outputs]`, replaced: `(row, output, scratch)`.
  public var forward: @Sendable (ConvolutionDenseRow, Writing, Writing) -> Void
  /// The row's gradients.
  public var backward: @Sendable (ConvolutionDenseRow, ConvolutionDenseGradients) -> Void
  /// Floats of scratch that `forward` and `backward` need: `(shape, outputs)`.
  public var scratch: @Sendable (ConvolutionShape, Int) -> Int

  /// Puts the parts together.
  public init(
    channelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    arrange: @escaping @Sendable (ConvolutionShape, Int, Reading, Writing) -> Void,
    forward: @escaping @Sendable (ConvolutionDenseRow, Writing, Writing) -> Void,
    backward: @escaping @Sendable (ConvolutionDenseRow, ConvolutionDenseGradients) -> Void,
    scratch: @escaping @Sendable (ConvolutionShape, Int) -> Int
  ) {
    self.channelCount = channelCount
    self.arrange = arrange
    self.forward = forward
    self.backward = backward
    self.scratch = scratch
  }
}

/// One output row of a batch's convolution, and what reads it.
public struct ConvolutionDenseRow {
  /// The convolution.
  public var shape: ConvolutionShape
  /// Where the row's first patch begins in the first padded image.
  public var images: Reading
  /// Floats from image to image.
  public var imageStep: Int
  /// Number of images.
  public var batch: Int
  /// The convolution's kernel in panels.
  public var panels: Reading
  /// The convolution's bias, filled up with zeros to whole panels.
  public var bias: Reading
  /// Whether ReLU follows the convolution.
  public var relu: Bool
  /// Outputs of the dense layer.
  public var outputs: Int
  /// The row's dense weights.
  public var strips: Reading

  /// Puts the parts together.
  public init(
    shape: ConvolutionShape, images: Reading, imageStep: Int, batch: Int, panels: Reading, bias: Reading, relu: Bool,
    outputs: Int, strips: Reading
  ) {
    self.shape = shape
    self.images = images
    self.imageStep = imageStep
    self.batch = batch
    self.panels = panels
    self.bias = bias
    self.relu = relu
    self.outputs = outputs
    self.strips = strips
  }
}

/// What the gradients of a row are made from and where they go.
public struct ConvolutionDenseGradients {
  /// Of the dense outputs, `[batch, outputs]`.
  public var output: Reading
  /// Of the row's dense weights `[ow · oc, outputs]`, replaced.
  public var weights: Writing
  /// Of the convolution's kernel `[k, channelCount]`, added to.
  public var kernel: Writing
  /// Of the convolution's bias `[channelCount]`, added to.
  public var bias: Writing
  /// Room for intermediate numbers.
  public var scratch: Writing

  /// Puts the parts together.
  public init(output: Reading, weights: Writing, kernel: Writing, bias: Writing, scratch: Writing) {
    self.output = output
    self.weights = weights
    self.kernel = kernel
    self.bias = bias
    self.scratch = scratch
  }
}
