import Folders
import Foundation
import TestSupport
import Testing

@Suite struct BoundedFolderTests {
  private let url = FileManager.default.temporaryDirectory.appending(path: "cuaderno-bounded-\(UUID().uuidString)")

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() }
  }

  /// Each entry holds 1000 bytes, used so many hours ago.
  @Test(
    arguments: [(3000, ["new", "old", "older"]), (2999, ["new", "old"]), (1500, ["new"]), (0, ["new"])], [false, true])
  func whatWasNotUsedForLongestGoesFirst(_ expected: (bound: Int, left: [String]), areFolders: Bool) throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = BoundedFolder(url, boundBytes: expected.bound)
    for (name, hours) in [("older", 9.0), ("new", 1), ("old", 5)] {
      if areFolders {
        for (file, age) in [("a", hours), ("b", 20)] {
          try BoundedFolder(url.appending(path: name), boundBytes: 0).write(Data(repeating: 1, count: 500), as: file)
          try setAge(url.appending(path: "\(name)/\(file)"), hours: age)
        }
      } else {
        try folder.write(Data(repeating: 1, count: 1000), as: name)
        try setAge(url.appending(path: name), hours: hours)
      }
    }
    folder.dropOldest()
    #expect(try names == expected.left)
  }

  @Test func whatIsMarkedAsUsedStays() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = BoundedFolder(url, boundBytes: 2000)
    for (name, hours) in [("a", 9.0), ("b", 8), ("c", 7)] {
      try folder.write(Data(repeating: 1, count: 1000), as: name)
      try setAge(url.appending(path: name), hours: hours)
    }
    folder.markUsed("a")
    folder.dropOldest()
    #expect(try names == ["a", "c"])
  }

  @Test func whatAKilledWriterLeftGoesAndLocksAndWhatOneIsWritingStay() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = BoundedFolder(url, boundBytes: 10)
    try folder.write(Data("a".utf8), as: "a")
    for name in [".aside-old", ".aside-new", ".b.lock"] {
      try Data("half an entry".utf8).write(to: url.appending(path: name))
    }
    for name in [".aside-old", ".b.lock"] { try setAge(url.appending(path: name), hours: 2) }
    folder.dropOldest()
    #expect(try names == [".aside-new", ".b.lock", "a"])
  }

  @Test func whatCannotBeWrittenLeavesWhatWasThere() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = BoundedFolder(url, boundBytes: 10)
    // A folder with something in it is no place for a file.
    try BoundedFolder(url.appending(path: "a"), boundBytes: 0).write(Data("kept".utf8), as: "b")
    #expect(throws: (any Error).self) { try folder.write(Data("lost".utf8), as: "a") }
    #expect(try names == ["a"])
    #expect(folder.read("a/b") == Data("kept".utf8))
    #expect(folder.read("nowhere") == nil)
  }
}
