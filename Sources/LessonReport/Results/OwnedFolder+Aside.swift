import Folders
import Foundation

/// Files are written into a folder aside, below the output, before they are put in their place.
extension OwnedFolder {
  private static let asidePrefix = ".aside-"

  /// Throws where the folder cannot be made.
  static func aside(in output: URL) throws -> OwnedFolder {
    try OwnedFolder(in: output, prefix: asidePrefix, isPrivate: false)
  }

  /// Removes what killed processes left.
  static func removeAbandoned(in output: URL) { removeAbandoned(in: output, prefix: asidePrefix) }
}
