/// What the runner tells the process of a lesson; it travels as JSON in one environment variable.
public struct LessonContext: Codable, Sendable, Equatable {
  /// The environment variable that carries the context.
  public static let environmentKey = "CUADERNO_LESSON"

  /// The descriptor that events are written to, one JSON object a line.
  public var eventsDescriptor: Int32
  /// `es` or `en`.
  public var language: String
  /// Folder of data sets that was asked for (`--data`), before `$CUADERNO_DATA` and the user's cache folder.
  public var dataFolder: String?
  /// Whether a data set that cannot be had is an error.
  public var requireData: Bool
  /// Whether every `fit` and `evaluate` stops after one batch (`cuaderno check`).
  public var oneBatch: Bool
  /// Folder of the cache of trained models; `nil` for none.
  public var modelCache: String?
  /// File that holds the number of threads which the lesson may use; it changes while others begin, wait and end. `nil`
  /// leaves it to the engine.
  public var threadsFile: String?

  /// Puts the parts together.
  public init(
    eventsDescriptor: Int32, language: String, dataFolder: String?, requireData: Bool, oneBatch: Bool,
    modelCache: String?, threadsFile: String? = nil
  ) {
    self.eventsDescriptor = eventsDescriptor
    self.language = language
    self.dataFolder = dataFolder
    self.requireData = requireData
    self.oneBatch = oneBatch
    self.modelCache = modelCache
    self.threadsFile = threadsFile
  }
}
