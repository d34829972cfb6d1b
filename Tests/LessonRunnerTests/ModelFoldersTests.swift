import Foundation
import LessonRunner
import Testing

@Suite struct ModelFoldersTests {
  /// Each build holds 1000 bytes, used so many hours ago.
  @Test(arguments: [
    (3000, ["new", "old", "older"]), (2999, ["new", "old"]), (1500, ["new"]), (0, ["new"]),
  ])
  func theBuildNotUsedForLongestGoesFirst(bound: Int, left: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-builds-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, hours) in [("older", 9.0), ("new", 1), ("old", 5)] {
      let build = folder.appending(path: name)
      try FileManager.default.createDirectory(at: build, withIntermediateDirectories: true)
      for (file, age) in [("a", hours), ("b", 20)] {
        try Data(repeating: 1, count: 500).write(to: build.appending(path: file))
        try FileManager.default.setAttributes(
          [.modificationDate: Date(timeIntervalSinceNow: -3600 * age)], ofItemAtPath: build.appending(path: file).path)
      }
    }
    ModelFolders(folder: folder, boundBytes: bound).dropOldest()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == left)
  }
}
