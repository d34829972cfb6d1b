import ArgumentParser
import Foundation
import LessonRunner

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Empty the caches of lessons, models and compiled modules; data sets stay.")

  func run() throws {
    let cache = RunOptions.defaultCacheFolder
    var bytes = 0
    for name in ["lessons", "models", "modules", "pages"] {
      let folder = cache.appending(path: name)
      guard FileManager.default.fileExists(atPath: folder.path) else { continue }
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.fileSizeKey])
      for case let file as URL in files ?? .init() {
        bytes += (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
      }
      try FileManager.default.removeItem(at: folder)
    }
    print("\(cache.path): \(bytes >> 20) MiB freed")
  }
}
