import Foundation
import LessonDocument
import LessonRunner
import Testing

/// What an author cannot edit is in the key too: the engine's build and the toolchain.
@Suite struct LessonCacheKeyTests {
  @Test(arguments: [
    (InstallationTrial.engine, true), (InstallationTrial.compiler, true), ("home/Package.swift", false),
    ("home/.build/release/cuaderno", false),
  ])
  func anotherBuildOrToolchainRunsAgain(changed: String, mustRun: Bool) throws {
    let trial = try InstallationTrial()
    let before = try key(trial)
    #expect(before != nil)
    #expect(try key(trial) == before)
    try trial.write(changed, "another")
    #expect(try (key(trial) != before) == mustRun)
  }

  private func key(_ trial: InstallationTrial) throws -> String? {
    let lesson = try LessonParser.parse(path: "a.md", contents: Data("```{swift}\n1\n```\n".utf8))
    let options = RunOptions(cacheFolder: trial.folder, usesCache: true)
    return try LessonCacheKey(lesson, parameters: [:], installation: trial.installation(), options: options)?.digest()
  }
}
