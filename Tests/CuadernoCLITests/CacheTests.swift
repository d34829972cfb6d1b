import Foundation
import Testing

// One at a time: a test damages what the others rely on.
@Suite(.serialized) struct CacheTests {
  private func isCached(_ trial: CommandTrial, _ arguments: String...) throws -> Bool? {
    let process = try trial.start(["run"] + arguments)
    process.waitUntilExit()
    return try trial.results("a")["cached"] as? Bool
  }

  @Test func proseAndLabelsRunNothingAgain() throws {
    let cell = lesson("check(\"two\", 2, equals: 2)", prose: "One.")
    let trial = try CommandTrial(["lessons/a.md": cell])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
    try trial.write(
      "lessons/a.md",
      cell.replacing("One.", with: "Two,\n\nthree.").replacing("```{swift}\n", with: "```{swift}\n//| label: x\n"))
    #expect(try isCached(trial) == true)
    let checks = try trial.results("a")["checks"] as? [[String: Any]]
    #expect(checks?.first?["line"] as? Int == 7)
  }

  @Test func codeParametersAndFilesRunAgain() throws {
    let first = lesson(
      "try String(contentsOfFile: \"b.txt\", encoding: .utf8) + \"\\(params.n)\"", parameters: "{n: 1}")
    let trial = try CommandTrial(["lessons/a.md": first, "lessons/b.txt": "one"])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
    #expect(try isCached(trial, "-P", "n=2") == false)
    #expect(try isCached(trial) == true)
    try trial.write("lessons/b.txt", "two")
    #expect(try isCached(trial) == false)
    try trial.write("lessons/a.md", first.replacing("params.n", with: "params.n + 1"))
    #expect(try isCached(trial) == false)
  }

  @Test func aHelperFileRunsAgain() throws {
    let id = UUID()
    let trial = try CommandTrial([
      "lessons/a.md": "```{swift}\n//| file: h.swift\n```\n", "lessons/h.swift": "let a = 1 // \(id)\n",
    ])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
    try trial.write("lessons/h.swift", "let a = 2 // \(id)\n")
    #expect(try isCached(trial) == false)
  }

  @Test func noCacheAndFailuresRunAgain() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1")])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial, "--no-cache") == false)
    #expect(try isCached(trial) == true)
    try trial.write("lessons/a.md", lesson("fatalError()"))
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == false)
  }

  @Test func aDamagedEntryIsAMissWithAWarning() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let folder = CommandTrial.cacheFolder.appending(path: "lessons")
    #expect(try isCached(trial) == false)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names where !name.hasPrefix(".") {
      let file = folder.appending(path: name)
      guard var data = try? Data(contentsOf: file), data.count > 200 else { continue }
      data[150] ^= 1
      try data.write(to: file)
    }
    #expect(try isCached(trial) == false)
    #expect(try trial.text("err.txt").contains("is damaged; the lesson runs again"))
    #expect(try isCached(trial) == true)
  }
}
