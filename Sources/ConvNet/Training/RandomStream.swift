/// The streams of randomness of a model, so that no two uses draw the same numbers.
enum RandomStream {
  /// The start of a parameter tensor; `index` counts them through the model.
  static func initialisation(_ index: Int) -> UInt64 { 1 << 56 | UInt64(index) }
  /// The order of examples in an epoch, counted from 0 over all training.
  static func shuffle(epoch: Int) -> UInt64 { 2 << 56 | UInt64(epoch) }
  /// Dropout of a layer; bits 16 to 55 hold the step.
  static func dropout(layer: Int) -> UInt64 { 3 << 56 | UInt64(layer) }
}
