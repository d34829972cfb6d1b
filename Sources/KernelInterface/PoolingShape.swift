/// The geometry of one 2-D pooling, channels last; windows may hang over the image's edge (same padding).
///
/// Window (y, x) covers input rows from `y * strideHeight - paddingTop`, `windowHeight` of them, clipped to the image.
public struct PoolingShape: Sendable, Hashable {
  /// Rows of one input image.
  public var inputHeight: Int
  /// Columns of one input image.
  public var inputWidth: Int
  /// Channels of input and output.
  public var channels: Int
  /// Rows of one output image.
  public var outputHeight: Int
  /// Columns of one output image.
  public var outputWidth: Int
  /// Rows of the window.
  public var windowHeight: Int
  /// Columns of the window.
  public var windowWidth: Int
  /// Input rows between neighbouring windows.
  public var strideHeight: Int
  /// Input columns between neighbouring windows.
  public var strideWidth: Int
  /// Rows by which the first window hangs over the top.
  public var paddingTop = 0
  /// Columns by which the first window hangs over the left.
  public var paddingLeft = 0

  /// A pooling without padding; change the padding fields after.
  public init(
    input: (height: Int, width: Int), channels: Int, output: (height: Int, width: Int),
    window: (height: Int, width: Int), stride: (height: Int, width: Int)
  ) {
    (inputHeight, inputWidth) = input
    self.channels = channels
    (outputHeight, outputWidth) = output
    (windowHeight, windowWidth) = window
    (strideHeight, strideWidth) = stride
  }

  /// Floats of one input image.
  public var inputCount: Int { inputHeight * inputWidth * channels }
  /// Floats of one output image.
  public var outputCount: Int { outputHeight * outputWidth * channels }
}
