import Foundation
import LessonReport
import Testing

/// Where the templates of the repository are, and folders that vanish with the test.
enum ReportFixture {
  /// `Tests/LessonReportTests/…` → the top of the repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let templates = root.appending(path: "templates", directoryHint: .isDirectory)
  static let snapshots = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

  static func library() throws -> TemplateLibrary { try TemplateLibrary(folders: [templates]) }

  /// Runs `body` with an empty folder and removes it.
  static func withFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  /// Every file below a folder by its path from there.
  static func files(in folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      files[path] = try Data(contentsOf: file)
    }
    return files
  }
}
