import KernelInterface

extension LabeledImages: TrainingData {
  /// The examples with their classes, read batch by batch.
  public var examples: Examples {
    Examples(
      source: LabeledImageSource(images: self), targets: .classes(labels), classNames: classNames, name: dataset,
      isComparable: isComparable)
  }
}

/// Images that stay bytes until a batch needs them.
private struct LabeledImageSource: ExampleSource {
  let images: LabeledImages

  var count: Int { images.count }
  var exampleShape: [Int] { images.imageShape }
  /// Files with such values are refused when they are read.
  var firstNotFinite: Int? { nil }

  func write(_ indices: ArraySlice<Int>, to target: Writing) { images.fill(indices, into: target) }
}
