import ArgumentParser
import Folders
import Foundation
import LessonRunner

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Empty the caches of lessons, models and compiled modules; data sets stay.")

  func run() throws {
    let cache = RunOptions.defaultCacheFolder
    let installation = try? Installation()
    var bytes = 0
    for folder in ["lessons", "models", "modules", "pages"].map({ cache.appending(path: $0) })
      + [installation?.ownModuleCaches].compactMap({ $0 })
    where FileManager.default.fileExists(atPath: folder.path) {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
      for case let file as URL in files ?? .init() {
        bytes += (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
      }
      do {
        try FileManager.default.removeItem(at: folder)
      } catch {
        StandardError.write("Error: '\(folder.path)' cannot be removed (\(Reason.of(error)))")
        throw ExitCode.failure
      }
    }
    print("\(cache.path): \(bytes >> 20) MiB freed")
  }
}
