import KernelInterface

/// Where a batch's inputs come from.
package protocol ExampleSource: Sendable {
  /// Number of examples.
  var count: Int { get }
  /// Shape of one example, without the batch.
  var exampleShape: [Int] { get }
  /// Writes the examples of the given indices one after the other. Called from several threads at once.
  func write(_ indices: ArraySlice<Int>, to target: Writing)
  /// The first example that holds a NaN or an infinity.
  var firstNotFinite: Int? { get }
}

/// A tensor `[examples, …]` as the source of batches.
struct TensorSource: ExampleSource {
  let tensor: Tensor

  var count: Int { tensor.shape[0] }
  var exampleShape: [Int] { Array(tensor.shape.dropFirst()) }
  private var valuesPerExample: Int { exampleShape.reduce(1, *) }

  func write(_ indices: ArraySlice<Int>, to target: Writing) {
    let size = valuesPerExample
    tensor.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for (place, index) in indices.enumerated() {
        (target + place * size).update(from: start + index * size, count: size)
      }
    }
  }

  var firstNotFinite: Int? {
    tensor.values.firstIndex { !$0.isFinite }.map { $0 / max(valuesPerExample, 1) }
  }
}
