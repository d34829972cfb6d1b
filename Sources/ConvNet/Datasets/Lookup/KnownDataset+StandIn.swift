extension KnownDataset {
  /// The data set of the same shape and sizes that the engine draws, under this one's name.
  func standIn(reason: String) -> Dataset {
    switch self {
    case .mnist: Dataset.digits().standingIn(for: rawValue, reason: reason)
    case .cifar10: Dataset.shapes().standingIn(for: rawValue, reason: reason)
    }
  }
}
