extension Dataset {
  /// Tells the surroundings of the process that a lesson uses this data set.
  func announced() -> Dataset {
    EngineEnvironment.current.datasetOpened?(self)
    return self
  }
}
