/// Why a figure cannot be drawn; its sentence is made in `FigureError+Message.swift`.
public enum FigureError: Error, Sendable, Equatable {
  /// A model has no layer of this index.
  case layerOutside(index: Int, layers: [String])
  /// The layer's output is not an image, so it has no maps.
  case noMaps(layer: String, index: Int, outputShape: [Int])
  /// The layer has no kernels to show.
  case noKernels(layer: String, index: Int)
  /// A kernel or an image has not the shape that the figure takes.
  case shape(what: String, shape: [Int], expected: String)
  /// A channel that the image or kernel does not have.
  case channelOutside(index: Int, channels: Int)
  /// A position of a walk-through outside the output.
  case positionOutside(row: Int, column: Int, output: [Int])
  /// The model does not take the features that the figure draws.
  case features(expected: Int, inputShape: [Int])
  /// Two lists that belong together differ in length.
  case counts(what: String, count: Int, other: String, otherCount: Int)
  /// There is nothing to draw.
  case empty(what: String)
  /// A value that is NaN or infinite cannot be placed on an axis.
  case notFinite(what: String)
}
