import Caching
import Foundation

/// How lessons are run.
public struct RunOptions: Sendable {
  /// What a lesson may take.
  public var limits: RunLimits
  /// Folder of data sets that comes before `$CUADERNO_DATA` and the user's cache folder.
  public var dataFolder: String?
  /// Whether a data set that cannot be had is an error.
  public var requireData: Bool
  /// Whether every `fit` and `evaluate` stops after one batch.
  public var oneBatch: Bool
  /// The threads that lessons share; `nil` leaves it to the engine of each.
  public var threads: ThreadBudget?
  /// Our folder below the user's cache folder.
  public var cacheFolder: URL
  /// Whether results may be read back from the caches and stored there.
  public var usesCache: Bool
  /// Whether the run was told to stop; asked about ten times a second.
  public var isCancelled: @Sendable () -> Bool

  /// Puts the parts together.
  public init(
    limits: RunLimits = RunLimits(), dataFolder: String? = nil, requireData: Bool = false, oneBatch: Bool = false,
    threads: ThreadBudget? = nil, cacheFolder: URL = RunOptions.defaultCacheFolder, usesCache: Bool = true,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    self.limits = limits
    self.dataFolder = dataFolder
    self.requireData = requireData
    self.oneBatch = oneBatch
    self.threads = threads
    self.cacheFolder = cacheFolder
    self.usesCache = usesCache
    self.isCancelled = isCancelled
  }

  var lessonCacheFolder: URL { cacheFolder.appending(path: "lessons") }
  var modelCacheFolder: URL { cacheFolder.appending(path: "models") }
  /// The models that each build of the engine trained, a folder each. A build keeps the bound of its own; together the
  /// builds keep this one.
  var modelFolders: BoundedFolder { BoundedFolder(modelCacheFolder, boundBytes: 8 << 30) }

  /// `$XDG_CACHE_HOME/cuaderno`, else `~/.cache/cuaderno`.
  public static var defaultCacheFolder: URL {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
      return URL(fileURLWithPath: folder).appending(path: "cuaderno")
    }
    return URL(fileURLWithPath: environment["HOME"] ?? NSHomeDirectory()).appending(path: ".cache/cuaderno")
  }
}
