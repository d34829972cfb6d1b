/// A lesson that ran: what each cell left behind. The runner makes it, the report shows it.
public struct LessonRun: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable {
    case ok, failed
  }

  public var status: Status
  public var parameters: [String: ParameterValue]
  /// Whether the run was read back from the cache.
  public var cached: Bool
  public var seconds: Double
  public var cpuSeconds: Double
  public var peakMemoryBytes: Int
  public var datasets: [DatasetUse]
  /// One for each cell of the lesson, in its order.
  public var cells: [CellRun]
  /// Texts of the inline values, in the order of the lesson; `nil` where one was not computed.
  public var inlineValues: [String?]
  /// What went wrong outside the cells: inline values that could not be computed.
  public var failures: [CellFailure]
  /// Data sets that had to be had and were not.
  public var missingDatasets: [String]

  public init(
    status: Status, parameters: [String: ParameterValue], cached: Bool, seconds: Double, cpuSeconds: Double,
    peakMemoryBytes: Int, datasets: [DatasetUse], cells: [CellRun], inlineValues: [String?],
    failures: [CellFailure] = [], missingDatasets: [String] = []
  ) {
    self.status = status
    self.parameters = parameters
    self.cached = cached
    self.seconds = seconds
    self.cpuSeconds = cpuSeconds
    self.peakMemoryBytes = peakMemoryBytes
    self.datasets = datasets
    self.cells = cells
    self.inlineValues = inlineValues
    self.failures = failures
    self.missingDatasets = missingDatasets
  }

  /// All checks, in the order in which they ran.
  public var checks: [CheckResult] {
    cells.flatMap(\.outputs).compactMap { if case .check(let check) = $0 { check } else { nil } }
  }
}

/// What one cell left behind.
public struct CellRun: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable {
    case ok, error, skipped, timeout, killed
  }

  public var status: Status
  public var seconds: Double
  /// What the cell printed (standard output and error in the order they came), bounded in size.
  public var stdout: String
  public var error: CellFailure?
  public var outputs: [CellOutput]

  public init(status: Status, seconds: Double, stdout: String, error: CellFailure?, outputs: [CellOutput]) {
    self.status = status
    self.seconds = seconds
    self.stdout = stdout
    self.error = error
    self.outputs = outputs
  }
}
