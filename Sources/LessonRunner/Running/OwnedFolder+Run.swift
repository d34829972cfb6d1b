import Folders
import Foundation

/// The compiler's files of one lesson, and what its process leaves there.
extension OwnedFolder {
  private static let runPrefix = "cuaderno-run-"

  /// Throws where the folder cannot be made.
  package static func forRun() throws -> OwnedFolder {
    try OwnedFolder(in: FileManager.default.temporaryDirectory, prefix: runPrefix, isPrivate: true)
  }

  /// Removes what killed processes left.
  static func removeAbandonedRuns() {
    removeAbandoned(in: FileManager.default.temporaryDirectory, prefix: runPrefix)
  }
}
