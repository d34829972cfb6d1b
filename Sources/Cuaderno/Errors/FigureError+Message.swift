import Foundation

extension FigureError: LocalizedError, CustomStringConvertible {
  /// The sentence that the report shows.
  public var errorDescription: String? { message }
  /// The sentence that the report shows.
  public var description: String { message }

  package var message: String {
    switch self {
    case .layerOutside(let index, let layers):
      let names = layers.enumerated().map { "\($0) \($1)" }.joined(separator: ", ")
      return "there is no layer \(index); the model has \(names)"
    case .noMaps(let layer, let index, let shape):
      return """
        layer \(index) (\(layer)) gives \(shape), which is no stack of maps [height, width, channels]; \
        choose a layer before Flatten
        """
    case .noKernels(let layer, let index):
      return "layer \(index) (\(layer)) has no kernels [height, width, in, out]; choose a Conv2D"
    case .shape(let what, let shape, let expected):
      return "\(what) has shape \(shape); this figure takes \(expected)"
    case .channelOutside(let index, let channels):
      return "there is no channel \(index); there are \(channels), counted from 0"
    case .positionOutside(let row, let column, let output):
      return "position (\(row), \(column)) is outside the output of \(output[0])×\(output[1])"
    case .features(let expected, let inputShape):
      let features = expected == 1 ? "1 feature" : "\(expected) features"
      return "the figure draws \(features), so the model's input must be [\(expected)]; it is \(inputShape)"
    case .counts(let what, let count, let other, let otherCount):
      return "\(count) \(what) do not go with \(otherCount) \(other)"
    case .empty(let what):
      return "there are no \(what) to draw"
    case .notFinite(let what):
      return "NaN or infinity in \(what) cannot be drawn"
    }
  }
}
