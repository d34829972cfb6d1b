/// What training makes small, with Keras's definitions; always the mean over the examples of a batch.
public enum Loss: String, Sendable, Hashable, CaseIterable {
  /// −ln of the probability of the true class; taken from the sums before a final softmax.
  case categoricalCrossentropy
  /// −ln of the probability of the true answer, 0 or 1; taken from the sums before a final sigmoid.
  case binaryCrossentropy
  /// Mean of the squared differences.
  case meanSquaredError
  /// Mean of the absolute differences.
  case meanAbsoluteError

  /// Keras's name for categorical cross-entropy with labels in place of rows of probabilities: here both are one loss.
  public static var sparseCategoricalCrossentropy: Loss { .categoricalCrossentropy }

  /// Keras's name of it.
  public var name: String {
    switch self {
    case .categoricalCrossentropy: "categorical_crossentropy"
    case .binaryCrossentropy: "binary_crossentropy"
    case .meanSquaredError: "mean_squared_error"
    case .meanAbsoluteError: "mean_absolute_error"
    }
  }
}
