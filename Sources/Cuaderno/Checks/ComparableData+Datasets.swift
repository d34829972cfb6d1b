import ConvNet

extension Dataset: ComparableData {
  /// Whether the data came from the original files.
  public var isComparable: Bool { origin == .files }
}

extension LabeledImages: ComparableData {}
