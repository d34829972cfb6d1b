import Foundation

/// What a lesson may take.
public struct RunLimits: Sendable, Equatable {
  /// Seconds of each cell whose own options name none.
  public var cellSeconds: Double
  /// Seconds of the whole lesson; `nil` for no bound.
  public var lessonSeconds: Double?
  /// Bytes of memory of all processes of a lesson together.
  public var memoryBytes: Int
  /// Processes of a lesson at one time.
  public var processes = 256
  /// Bytes that one cell may print before it is taken for one that never ends.
  public var printedBytes = 64 << 20
  /// Outputs that one cell may show.
  public var outputs = 10_000
  /// Bytes of all that one cell may show, as it is told to the runner.
  public var outputBytes = 256 << 20

  /// Puts the parts together.
  public init(
    cellSeconds: Double = 3600, lessonSeconds: Double? = nil, memoryBytes: Int = RunLimits.defaultMemoryBytes
  ) {
    self.cellSeconds = cellSeconds
    self.lessonSeconds = lessonSeconds
    self.memoryBytes = memoryBytes
  }

  /// Four fifths of the machine's memory.
  public static var defaultMemoryBytes: Int {
    Int(ProcessInfo.processInfo.physicalMemory / 5 * 4)
  }
}
