import Folders
import Foundation
import Testing

@Suite struct OwnedFolderTests {
  private let parent = FileManager.default.temporaryDirectory.appending(path: "cuaderno-owned-\(UUID().uuidString)")

  @Test(arguments: [true, false]) func aFolderGoesWithItsLastReference(isPrivate: Bool) throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    var folder: OwnedFolder? = try OwnedFolder(in: parent, prefix: "a-", isPrivate: isPrivate)
    let url = try #require(folder?.url)
    let permissions = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    #expect((permissions == 0o700) == isPrivate)
    try Data("x".utf8).write(to: url.appending(path: "x"))
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: url.path))
  }

  /// No process has the number 4194999: it is beyond what Linux gives out.
  @Test func whatIsAbandonedGoesAndWhatIsOursOrIsLockedStays() throws {
    defer { try? FileManager.default.removeItem(at: parent) }
    let own = try OwnedFolder(in: parent, prefix: "a-", isPrivate: true)
    for name in ["a-4194999-x", "a-4194999-locked", "a-\(getpid())-y", "a-none", "b-4194999-x"] {
      try FileManager.default.createDirectory(at: parent.appending(path: name), withIntermediateDirectories: true)
    }
    let lock = open(parent.appending(path: "a-4194999-locked").path, O_RDONLY | O_DIRECTORY)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    OwnedFolder.removeAbandoned(in: parent, prefix: "a-")
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: parent.path))
        == ["a-4194999-locked", "a-\(getpid())-y", "a-none", "b-4194999-x", own.url.lastPathComponent])
  }
}
