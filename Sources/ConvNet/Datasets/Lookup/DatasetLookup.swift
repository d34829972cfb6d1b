import Foundation
import Synchronization

/// Where data sets are looked for: the folder asked for, then `$CUADERNO_DATA`, then the user's cache folder.
package struct DatasetLookup: Sendable {
  /// The folder asked for with `--data`; `nil` for none.
  package var folder: String?
  /// The folder that `$CUADERNO_DATA` names; `nil` where it is not set.
  package var environmentFolder: String?
  /// Where downloads go.
  package var cacheFolder: String
  /// Whether a data set that cannot be had is an error; otherwise the engine draws one in its place.
  package var requireData: Bool
  /// Address of a copy of the folder of downloads, tried before the public ones (`$CUADERNO_MIRROR`); `nil` for none.
  package var mirror: String?
  /// Whether what is nowhere to be found may be fetched.
  package var mayFetch: Bool

  package init(
    folder: String? = nil, requireData: Bool = false, mayFetch: Bool = true,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    func path(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    self.folder = folder
    self.environmentFolder = path("CUADERNO_DATA")
    self.mirror = path("CUADERNO_MIRROR")
    self.cacheFolder =
      (path("XDG_CACHE_HOME") ?? "\(path("HOME") ?? NSHomeDirectory())/.cache") + "/cuaderno/data"
    self.requireData = requireData
    self.mayFetch = mayFetch
  }

  /// The folders in the order in which they are searched.
  package var folders: [String] { [folder, environmentFolder].compactMap(\.self) + [cacheFolder] }

  private static let shared = Mutex(DatasetLookup())

  /// What `Dataset.mnist()` and `.cifar10()` go by in this process.
  package static var current: DatasetLookup {
    get { shared.withLock { $0 } }
    set { shared.withLock { $0 = newValue } }
  }
}
