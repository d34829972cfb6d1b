import Foundation
import LessonDocument
import LessonRunner
import Testing

/// What an author cannot edit is in the key too: the engine's build and the toolchain.
@Suite struct LessonCacheKeyTests {
  private static let engine = "home/.build/release/libCuaderno.so"
  private static let compiler = "toolchain/swift-frontend"

  /// The folders of an installation, as far as it is looked for.
  private final class Machine {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-machine-\(UUID().uuidString)")

    init() throws {
      for directory in ["home/Sources/Cuaderno", "home/.build/release/Modules"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: directory), withIntermediateDirectories: true)
      }
      let files = ["home/Package.swift", engine, "home/.build/release/Modules/Cuaderno.swiftmodule"]
      for name in files { try write(name) }
      for tool in ["swiftc", "swift-frontend", "clang"] {
        try FileManager.default.createDirectory(
          at: folder.appending(path: "toolchain"), withIntermediateDirectories: true)
        try write("toolchain/\(tool)")
        try FileManager.default.setAttributes(
          [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "toolchain/\(tool)").path)
      }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ name: String, _ text: String = "") throws {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func key() throws -> String? {
      let installation = try Installation(
        executable: folder.appending(path: "home/.build/release/cuaderno"),
        environment: [
          Installation.environmentKey: folder.appending(path: "home").path,
          "PATH": folder.appending(path: "toolchain").path,
        ])
      let lesson = try LessonParser.parse(path: "a.md", contents: Data("```{swift}\n1\n```\n".utf8))
      let options = RunOptions(cacheFolder: folder, usesCache: true)
      return try LessonCacheKey(lesson, parameters: [:], installation: installation, options: options)?.digest()
    }
  }

  @Test(arguments: [
    (engine, true), (compiler, true), ("home/Package.swift", false), ("home/.build/release/cuaderno", false),
  ])
  func anotherBuildOrToolchainRunsAgain(changed: String, mustRun: Bool) throws {
    let machine = try Machine()
    let before = try machine.key()
    #expect(before != nil)
    #expect(try machine.key() == before)
    try machine.write(changed, "another")
    #expect(try (machine.key() != before) == mustRun)
  }
}
