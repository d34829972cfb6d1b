/// The kernels of a convolution that a small dense layer reads, an output row at a time for a whole batch.
///
/// The images are turned over, `[values of a padded image, images]`, so that vectors of images are read; behind them stand images
/// of zeros up to a whole vector.
public struct ConvolutionDenseKernels: Sendable {
  /// Output channels filled up to whole vectors.
  public var channelCount: @Sendable (ConvolutionShape) -> Int
  /// A batch's images filled up to whole vectors.
  public var imageCount: @Sendable (Int) -> Int
  /// Some padded images `[count, values]` to the places of the first of them and its neighbours in the turned batch, and zeros
  /// behind them up to a whole vector: `(values, images, floats between them, count, target, floats from value to value)`.
  public var turn: @Sendable (Int, Reading, Int, Int, Writing, Int) -> Void
  /// The row's part of the dense outputs `[outputs, imageCount]`, replaced: `(row, part, scratch)`.
  public var forward: @Sendable (ConvolutionDenseRow, Writing, Writing) -> Void
  /// Adds up the rows' parts, in the first one's place, to `[batch, outputs]`: `(parts, rows, outputs, batch, output)`.
  public var addUp: @Sendable (Writing, Int, Int, Int, Writing) -> Void
  /// The row's gradients.
  public var backward: @Sendable (ConvolutionDenseRow, ConvolutionDenseGradients) -> Void
  /// Floats of scratch that `forward` and `backward` need: `(shape, outputs, batch)`.
  public var scratch: @Sendable (ConvolutionShape, Int, Int) -> Int

  /// Puts the parts together.
  public init(
    channelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    imageCount: @escaping @Sendable (Int) -> Int,
    turn: @escaping @Sendable (Int, Reading, Int, Int, Writing, Int) -> Void,
    forward: @escaping @Sendable (ConvolutionDenseRow, Writing, Writing) -> Void,
    addUp: @escaping @Sendable (Writing, Int, Int, Int, Writing) -> Void,
    backward: @escaping @Sendable (ConvolutionDenseRow, ConvolutionDenseGradients) -> Void,
    scratch: @escaping @Sendable (ConvolutionShape, Int, Int) -> Int
  ) {
    self.channelCount = channelCount
    self.imageCount = imageCount
    self.turn = turn
    self.forward = forward
    self.addUp = addUp
    self.backward = backward
    self.scratch = scratch
  }
}

/// One output row of a batch's convolution, and what reads it.
public struct ConvolutionDenseRow {
  /// The convolution.
  public var shape: ConvolutionShape
  /// Where the row's first patch begins in the first of the padded, turned images.
  public var images: Reading
  /// Number of images.
  public var batch: Int
  /// The convolution's bias, or zeros, and its kernel: `[1 + k, oc]`.
  public var filters: Reading
  /// The convolution's kernel in panels.
  public var panels: Reading
  /// The convolution's bias, filled up with zeros to whole panels.
  public var bias: Reading
  /// Whether ReLU follows the convolution.
  public var relu: Bool
  /// Outputs of the dense layer.
  public var outputs: Int
  /// The row's dense weights, `[ow · oc, outputs]`.
  public var weights: Reading

  /// Puts the parts together.
  public init(
    shape: ConvolutionShape, images: Reading, batch: Int, filters: Reading, panels: Reading,
    bias: Reading, relu: Bool, outputs: Int, weights: Reading
  ) {
    self.shape = shape
    self.images = images
    self.batch = batch
    self.filters = filters
    self.panels = panels
    self.bias = bias
    self.relu = relu
    self.outputs = outputs
    self.weights = weights
  }
}

/// What the gradients of a row are made from and where they go.
public struct ConvolutionDenseGradients {
  /// Of the dense outputs, `[batch, outputs]`.
  public var output: Reading
  /// Of the row's dense weights `[ow · oc, outputs]`, replaced.
  public var weights: Writing
  /// Of the convolution's bias and, behind it, of its kernel, `[1 + k, channelCount]`, added to.
  public var kernel: Writing
  /// Room for intermediate numbers.
  public var scratch: Writing

  /// Puts the parts together.
  public init(output: Reading, weights: Writing, kernel: Writing, scratch: Writing) {
    self.output = output
    self.weights = weights
    self.kernel = kernel
    self.scratch = scratch
  }
}
