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
  /// Whether the images are to be turned over, `[values of a padded image, batch]`, so that vectors of images are read: `(shape,
  /// outputs)`.
  public var turnsImages: @Sendable (ConvolutionShape, Int) -> Bool
  /// Some padded images `[count, values]` to the places of the first of them and its neighbours in the turned batch: `(values,
  /// images, floats between them, count, target, floats from value to value)`.
  public var turn: @Sendable (Int, Reading, Int, Int, Writing, Int) -> Void
  /// The row's part of the dense outputs `[batch, outputs, vector]`, replaced; what stands in a vector's lanes is still to be
  /// added up: `(row, part, scratch)`.
  public var forward: @Sendable (ConvolutionDenseRow, Writing, Writing) -> Void
  /// Adds up some rows' parts and their lanes: `(parts, rows, floats from row to row, outputs, output)`.
  public var addUp: @Sendable (Reading, Int, Int, Int, Writing) -> Void
  /// Floats of a vector.
  public var vectorCount: Int
  /// The row's gradients.
  public var backward: @Sendable (ConvolutionDenseRow, ConvolutionDenseGradients) -> Void
  /// Floats of scratch that `forward` and `backward` need: `(shape, outputs, batch)`.
  public var scratch: @Sendable (ConvolutionShape, Int, Int) -> Int

  /// Puts the parts together.
  public init(
    channelCount: @escaping @Sendable (ConvolutionShape) -> Int,
    arrange: @escaping @Sendable (ConvolutionShape, Int, Reading, Writing) -> Void,
    turnsImages: @escaping @Sendable (ConvolutionShape, Int) -> Bool,
    turn: @escaping @Sendable (Int, Reading, Int, Int, Writing, Int) -> Void,
    forward: @escaping @Sendable (ConvolutionDenseRow, Writing, Writing) -> Void,
    addUp: @escaping @Sendable (Reading, Int, Int, Int, Writing) -> Void,
    vectorCount: Int,
    backward: @escaping @Sendable (ConvolutionDenseRow, ConvolutionDenseGradients) -> Void,
    scratch: @escaping @Sendable (ConvolutionShape, Int, Int) -> Int
  ) {
    self.channelCount = channelCount
    self.arrange = arrange
    self.turnsImages = turnsImages
    self.turn = turn
    self.forward = forward
    self.addUp = addUp
    self.vectorCount = vectorCount
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
  /// Floats from image to image: 1 where the images are turned over.
  public var imageStep: Int
  /// Floats from one value of an image to the next: 1 where they are not.
  public var valueStep: Int
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
    shape: ConvolutionShape, images: Reading, imageStep: Int, valueStep: Int, batch: Int, panels: Reading,
    bias: Reading, relu: Bool, outputs: Int, strips: Reading
  ) {
    self.shape = shape
    self.images = images
    self.imageStep = imageStep
    self.valueStep = valueStep
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
  /// Of the convolution's kernel and, behind it, of its bias, `[k + 1, channelCount]`, added to.
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
