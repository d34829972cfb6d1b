/// What a running lesson tells the runner, one value at a time, over a pipe of its own (one JSON object a line).
public enum LessonEvent: Codable, Sendable, Equatable {
  /// A cell began. Standard output from here on belongs to it.
  case cellStarted(cell: Int)
  /// The statement on that line of the lesson (or of the included file) runs next.
  case statement(cell: Int, line: Int)
  /// A cell ended without an error that stops the lesson; `seconds` is wall-clock time.
  case cellFinished(cell: Int, seconds: Double)
  /// A cell shows something.
  case output(cell: Int, CellOutput)
  /// An inline value of the prose is computed next.
  case inlineStarted(index: Int)
  /// An inline value of the prose was computed; `index` counts them in the order of the lesson.
  case inlineValue(index: Int, value: InlineText)
  /// An inline value threw.
  case inlineFailed(index: Int, message: String)
  /// Training or evaluation moved on.
  case progress(cell: Int, TrainingProgress)
  /// A `fit` waits for another lesson that trains the same.
  case waitingForFit(cell: Int)
  /// That lesson has ended its `fit`, or itself.
  case waitingEnded(cell: Int)
  /// A data set was opened.
  case dataset(DatasetUse)
  /// The engine opened a file or looked into a folder.
  case inputOpened(InputFile)
  /// A data set that must be had (`--require-data`) was not to be had.
  case datasetMissing(name: String)
  /// Something is odd that stops nothing, such as a damaged cache of models.
  case warning(String)
  /// A statement threw in a cell that expects it (`error: true`).
  case failed(cell: Int, CellFailure)
}

/// How far a `fit` or an `evaluate` has come.
public struct TrainingProgress: Codable, Sendable, Equatable {
  /// Epoch, counted from 1; 0 for an evaluation.
  public var epoch: Int
  /// Epochs of this `fit`; 0 for an evaluation.
  public var epochs: Int
  /// Batch within the epoch, counted from 1.
  public var batch: Int
  /// Batches of an epoch.
  public var batches: Int
  /// Mean loss so far in the epoch, where there is one.
  public var loss: Double?
  /// Accuracy so far in the epoch in 0...1, where there is one.
  public var accuracy: Double?

  /// Puts the parts together.
  public init(epoch: Int, epochs: Int, batch: Int, batches: Int, loss: Double? = nil, accuracy: Double? = nil) {
    self.epoch = epoch
    self.epochs = epochs
    self.batch = batch
    self.batches = batches
    self.loss = loss
    self.accuracy = accuracy
  }
}

/// A data set that a lesson used, and where it came from.
public struct DatasetUse: Codable, Sendable, Equatable {
  /// Where the images came from.
  public enum Source: String, Codable, Sendable {
    /// The original files, from a folder or downloaded.
    case files
    /// Drawn by the engine.
    case embedded
  }

  /// `mnist`, `cifar10`, or the name an author's own data goes by.
  public var name: String
  /// Where the images came from.
  public var source: Source
  /// SHA-256 of the data, in hexadecimal.
  public var sha256: String
  /// Whether images that the engine drew stand in for files that could not be had; drawn ones that the author asked for do not.
  public var isStandIn: Bool

  /// Puts the parts together.
  public init(name: String, source: Source, sha256: String, isStandIn: Bool = false) {
    self.name = name
    self.source = source
    self.sha256 = sha256
    self.isStandIn = isStandIn
  }
}

/// A file or folder that a lesson read through the engine, in the state in which it met it.
public struct InputFile: Codable, Sendable, Hashable {
  /// Absolute path.
  public var path: String
  /// `nil` where there was no such file.
  public var bytes: Int?
  /// Time of the last change, in seconds since 1970.
  public var modified: Double?

  /// Puts the parts together.
  public init(path: String, bytes: Int?, modified: Double?) {
    self.path = path
    self.bytes = bytes
    self.modified = modified
  }
}

/// Why a cell failed.
public struct CellFailure: Codable, Sendable, Equatable {
  /// The sentence a reader sees.
  public var message: String
  /// Line in the file that holds the code, counted from 1; `nil` where it is not known.
  public var line: Int?
  /// Column in that line, counted from 1; `nil` where it is not known.
  public var column: Int?
  /// The file, where the code stands in a file beside the lesson.
  public var file: String?

  /// Puts the parts together.
  public init(message: String, line: Int? = nil, column: Int? = nil, file: String? = nil) {
    self.message = message
    self.line = line
    self.column = column
    self.file = file
  }
}
