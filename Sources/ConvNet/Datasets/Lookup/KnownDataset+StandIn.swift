extension KnownDataset {
  /// The data set of the same shape and sizes that the engine draws, under this one's name.
  func standIn(reason: String) -> Dataset {
    switch self {
    case .mnist: Dataset.drawnDigits().standingIn(for: rawValue, reason: reason)
    case .cifar10: Dataset.drawnShapes().standingIn(for: rawValue, reason: reason)
    }
  }
}
