import Foundation

/// What stands in a folder of data.
enum FolderNames {
  /// The names, sorted; hidden ones are among them.
  static func sorted(_ folder: String) throws(DatasetError) -> [String] {
    EngineEnvironment.current.inputOpened?(folder)
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw FileManager.default.fileExists(atPath: folder)
        ? .unreadable(file: folder, reason: "it is no folder, or access is denied") : .missing(file: folder)
    }
  }
}
