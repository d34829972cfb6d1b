/// A lesson that ran: what each cell left behind. The runner makes it, the report shows it.
public struct LessonRun: Codable, Sendable, Equatable {
  /// How a lesson came out.
  public enum Status: String, Codable, Sendable {
    /// Every cell ended as it should.
    case ok
    /// A cell did not, or an inline value could not be computed.
    case failed
  }

  /// How the lesson came out.
  public var status: Status
  /// Values of the parameters that it ran with.
  public var parameters: [String: ParameterValue]
  /// Whether the run was read back from the cache.
  public var cached: Bool
  /// Wall-clock time.
  public var seconds: Double
  /// Processor time of all threads.
  public var cpuSeconds: Double
  /// Largest resident size of its process.
  public var peakMemoryBytes: Int
  /// Data sets that it used, in the order in which it opened them.
  public var datasets: [DatasetUse]
  /// One for each cell of the lesson, in its order.
  public var cells: [CellRun]
  /// The inline values, in the order of the lesson; `nil` where one was not computed.
  public var inlineValues: [InlineText?]
  /// What went wrong outside the cells: inline values that could not be computed.
  public var failures: [CellFailure]
  /// Data sets that had to be had and were not.
  public var missingDatasets: [String]
  /// Index of the cell in which the process ended before it had come to the end of the lesson; `nil` where it ended elsewhere.
  public var endingCell: Int?

  /// Puts the parts together.
  public init(
    status: Status, parameters: [String: ParameterValue], cached: Bool, seconds: Double, cpuSeconds: Double,
    peakMemoryBytes: Int, datasets: [DatasetUse], cells: [CellRun], inlineValues: [InlineText?],
    failures: [CellFailure] = [], missingDatasets: [String] = [], endingCell: Int? = nil
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
    self.endingCell = endingCell
  }

  /// All checks, in the order in which they ran.
  public var checks: [CheckResult] { cells.flatMap(\.checks) }
}

/// What one cell left behind.
public struct CellRun: Codable, Sendable, Equatable {
  /// How a cell came out.
  public enum Status: String, Codable, Sendable {
    /// It ran to its end, or failed as it was expected to.
    case ok
    /// It threw or trapped, or the compiler refused it.
    case error
    /// It was not run, after another one had failed or by its own option.
    case skipped
    /// It took longer than it may.
    case timeout
    /// Its process was ended from outside, or for the memory that it took.
    case killed
  }

  /// How the cell came out.
  public var status: Status
  /// Wall-clock time.
  public var seconds: Double
  /// What the cell printed (standard output and error in the order they came), bounded in size.
  public var stdout: String
  /// Why it failed; `nil` where it did not.
  public var error: CellFailure?
  /// What it showed, in order.
  public var outputs: [CellOutput]

  /// Puts the parts together.
  public init(status: Status, seconds: Double, stdout: String, error: CellFailure?, outputs: [CellOutput]) {
    self.status = status
    self.seconds = seconds
    self.stdout = stdout
    self.error = error
    self.outputs = outputs
  }

  /// Its checks, in the order in which they ran.
  public var checks: [CheckResult] {
    outputs.compactMap { if case .check(let check) = $0.content { check } else { nil } }
  }
}
