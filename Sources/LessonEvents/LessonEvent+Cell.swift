extension LessonEvent {
  /// Index of the cell that the event tells of; `nil` where it tells of none.
  package var cell: Int? {
    switch self {
    case .cellStarted(let cell), .statement(let cell, _), .cellFinished(let cell, _), .output(let cell, _),
      .progress(let cell, _), .waitingForFit(let cell), .waitingEnded(let cell), .failed(let cell, _):
      cell
    case .inlineStarted, .inlineValue, .inlineFailed, .dataset, .inputOpened, .datasetMissing, .warning: nil
    }
  }
}
