import Foundation
import Testing

@Suite struct CacheTests {
  private func isCached(
    _ trial: CommandTrial, _ arguments: String..., environment: [String: String] = [:], status: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Bool? {
    let process = try trial.start(["run"] + arguments, environment: environment)
    process.waitUntilExit()
    let errors = try trial.text("err.txt")
    #expect(process.terminationStatus == status, "\(errors)", sourceLocation: sourceLocation)
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

  /// A literal with an interpolation or an escape before the name, and an inline value.
  @Test(arguments: [
    lesson("print(\"n \\(1 + 1)\", \"\\\"\", try String(contentsOfFile: \"b.txt\", encoding: .utf8))"),
    lesson("1", prose: "See `{swift} try String(contentsOfFile: \"b.txt\", encoding: .utf8)`."),
  ])
  func aFileThatIsNamedAnywhereRunsAgain(text: String) throws {
    let trial = try CommandTrial(["lessons/a.md": text, "lessons/b.txt": "one"])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
    try trial.write("lessons/b.txt", "two")
    #expect(try isCached(trial) == false)
  }

  @Test func aFileThatAParameterNamesRunsAgain() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson(
        "try String(contentsOfFile: params.file, encoding: .utf8)", parameters: "{file: b.txt}"),
      "lessons/b.txt": "one", "lessons/c.txt": "one",
    ])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
    try trial.write("lessons/b.txt", "two")
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial, "-P", "file=c.txt") == false)
    try trial.write("lessons/c.txt", "three")
    #expect(try isCached(trial, "-P", "file=c.txt") == false)
    #expect(try isCached(trial) == true)
  }

  /// A `curl` of our own answers, or not, without a network.
  @Test func drawnDataAreKeptUntilAServerAnswers() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("try Dataset.mnist().train.count"),
      "answer": "6",
    ])
    let environment = try trial.withoutNetwork(
      curl: "case \"$*\" in *--head*) exit $(cat '\(trial.folder.path)/answer');; *) exit 6;; esac")
    #expect(try isCached(trial, environment: environment) == false)
    #expect(try isCached(trial, environment: environment) == true)
    try trial.write("answer", "0")
    #expect(try isCached(trial, environment: environment) == false)
    try trial.write("answer", "6")
    #expect(try isCached(trial, environment: environment) == true)
    try trial.write("cache/cuaderno/data/mnist/other.bin", "something new")
    #expect(try isCached(trial, environment: environment) == false)
  }

  @Test func aFolderOfDataByAnotherNameRunsNothing() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("try Dataset.mnist().train.count"), "data/other.bin": "",
    ])
    try FileManager.default.createSymbolicLink(
      at: trial.folder.appending(path: "link"), withDestinationURL: trial.folder.appending(path: "data"))
    let environment = try trial.withoutNetwork()
    #expect(try isCached(trial, "--data", "data", environment: environment) == false)
    for name in ["data/", "lessons/../data", "link", trial.folder.appending(path: "data").path] {
      #expect(try isCached(trial, "--data", name, environment: environment) == true, "\(name)")
    }
    #expect(try isCached(trial, "--data", "lessons", environment: environment) == false)
  }

  /// Each edit of a lesson, and whether it must run again.
  @Test(arguments: [
    ("lang: en", "lang: es", true), ("{swift} params.n", "{swift} params.n + 1", true), ("n: 1", "n: 2", true),
    ("n: 1", "n: 1.0", true),
    ("eval: true", "eval: false", true), ("error: false", "error: true", true),
    ("optimize: false", "optimize: true", true),
    ("cache: true", "cache: false", true), ("title: A", "title: B", false), ("echo: true", "echo: fold", false),
    ("caption: One", "caption: Two", false), ("label: one", "label: two", false),
    ("timeout: 500", "timeout: 501", false),
    ("Prose.", "Other prose with $x$.", false), ("output: true", "output: false", false),
  ])
  func anEditRunsWhatItConcerns(old: String, new: String, mustRun: Bool) throws {
    let text = """
      ---
      title: A
      lang: en
      params: {n: 1}
      execute: {cache: true, optimize: false}
      ---

      Prose. And `{swift} params.n`.

      ```{swift}
      //| label: one
      //| caption: One
      //| echo: true
      //| eval: true
      //| error: false
      //| output: true
      //| timeout: 500
      print(1)
      ```


      """ + lesson("2", prose: "What keeps the others apart, also where the first cell does not count.")
    let trial = try CommandTrial(["lessons/a.md": text])
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
    #expect(text.contains(old))
    try trial.write("lessons/a.md", text.replacing(old, with: new))
    #expect(try isCached(trial) == !mustRun)
  }

  @Test func aTemplateRunsNothing() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    #expect(try isCached(trial) == false)
    try trial.write("templates/labels/en.json", "{\"course\": \"Another name\"}")
    #expect(try isCached(trial) == true)
    #expect(try trial.text("output/index.html").contains("Another name"))
  }

  @Test func twoLessonsWithTheSameCellsRunOnce() throws {
    let text = lesson("1 + 1")
    let trial = try CommandTrial(["lessons/a.md": "Other prose.\n\n" + text, "first/b.md": text])
    #expect(try trial.run("run", "first").status == 0)
    #expect(try isCached(trial) == true)
  }

  /// What the engine reads is known by itself, whatever way the code came by its name.
  @Test(arguments: [
    "try Tensor(npy: \"t\" + \"x.npy\")", "try Tensor(png: \"t\" + \"x.png\")",
    "try Dataset(imageFolder: \"pic\" + \"tures\").train.count",
  ])
  func aFileThatTheEngineReadsRunsAgain(code: String) throws {
    let write = """
      try Tensor(shape: [2], [1, VALUE]).write(npy: "../lessons/tx.npy")
      try Tensor(shape: [1, 2, 1], [1, VALUE]).write(png: "../lessons/tx.png")
      for name in ["a", "b"] {
        try FileManager.default.createDirectory(
          atPath: "../lessons/pictures/\\(name)", withIntermediateDirectories: true)
        for i in 0..<8 { try Tensor(shape: [1, 2, 1], [1, VALUE]).write(png: "../lessons/pictures/\\(name)/\\(i).png") }
      }
      """
    let trial = try CommandTrial(["lessons/a.md": lesson(code)])
    func prepare(_ value: String) throws {
      try trial.write("other/w.md", lesson(write.replacing("VALUE", with: value)))
      let outcome = try trial.run("run", "other", "-o", "other-output")
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try prepare("0.5")
    #expect(try isCached(trial) == false)
    #expect(try trial.text("err.txt").contains("a: ok"))
    #expect(try isCached(trial) == true)
    try prepare("0.25")
    #expect(try isCached(trial) == false)
    #expect(try isCached(trial) == true)
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
    #expect(try isCached(trial, status: 1) == false)
    #expect(try isCached(trial, status: 1) == false)
  }

  @Test func aDamagedEntryIsAMissWithAWarning() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let folder = trial.folder.appending(path: "cache/cuaderno/lessons")
    #expect(try isCached(trial, environment: trial.ownCache) == false)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    for name in names where !name.hasPrefix(".") {
      let file = folder.appending(path: name)
      guard var data = try? Data(contentsOf: file), data.count > 200 else { continue }
      data[150] ^= 1
      try data.write(to: file)
    }
    #expect(try isCached(trial, environment: trial.ownCache) == false)
    #expect(try trial.text("err.txt").contains("is damaged; the lesson runs again"))
    #expect(try isCached(trial, environment: trial.ownCache) == true)
  }
}
