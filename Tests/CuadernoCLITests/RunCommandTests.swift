import Foundation
import Testing

@Suite struct RunCommandTests {
  @Test func aLessonThatRunsExitsWith0AndLeavesItsReport() throws {
    let trial = try CommandTrial(["lessons/sub/a.md": lesson("check(\"two\", 1 + 1, equals: 2)")])
    let outcome = try trial.run("run")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("1 lesson, 1 cell, 1 of 1 check held"))
    #expect(trial.exists("output/index.html") && trial.exists("output/sub/a/index.html"))
    #expect(try trial.results("sub/a")["status"] as? String == "ok")
  }

  /// Also where the lesson would not run, because nothing changed.
  @Test(arguments: [("CUADERNO_THREADS", "0", "from 1 to 256"), ("CUADERNO_KERNELS", "AVX9000", "It can run")])
  func anEngineThatThereIsNotIsSaidAtOnce(variable: String, value: String, part: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    #expect(try trial.run("run").status == 0)
    let outcome = try trial.run("run", environment: [variable: value])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("\(variable)=\(value): ") && outcome.errors.contains(part), "\(outcome.errors)")
  }

  @Test(arguments: ["let a: Int = \"\"", "fatalError()", "exit(0)", "check(\"two\", 1, equals: 2)"])
  func aFailureOrAMissedCheckExitsWith1AndLeavesAllReports(code: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson(code), "lessons/b.md": lesson("1 + 1")])
    let outcome = try trial.run("run", "--jobs", "1")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("lessons/a.md:4"))
    #expect(try trial.results("b")["status"] as? String == "ok")
    #expect(trial.exists("output/a/index.html"))
  }

  @Test func aLinkThatLeadsNowhereFailsAndTheOthersRun() throws {
    let trial = try CommandTrial(["lessons/b.md": lesson("1 + 1"), "lessons/folder.md/note.txt": ""])
    try FileManager.default.createSymbolicLink(
      atPath: trial.folder.appending(path: "lessons/a.md").path, withDestinationPath: "nowhere.md")
    let outcome = try trial.run("run")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("lessons/a.md:1:1: error: the lesson cannot be read (No such file or directory)"),
      "\(outcome.errors)")
    #expect(try trial.results("b")["status"] as? String == "ok")
  }

  @Test(arguments: ["run", "check"]) func nothingIsLeftInTheTemporaryFolder(command: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1"), "tmp/kept.txt": ""])
    #expect(try trial.run(command, "lessons").status == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: trial.folder.appending(path: "tmp").path)
    #expect(left == ["kept.txt"])
  }

  @Test(arguments: ["run", "check"]) func aDataSetThatIsRequiredAndMissingExitsWith66(command: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("try Dataset.mnist().train.count"), "data/note.txt": ""])
    let outcome = try trial.run(
      command, "--require-data", "--data", "data", "lessons",
      environment: try trial.withoutNetwork())
    #expect(outcome.status == 66, "\(outcome.errors)")
  }

  @Test func aLessonThatCannotBeReadFailsAndTheOthersRun() throws {
    let trial = try CommandTrial(["lessons/a.md": "```{swift}\nprint(1)\n", "lessons/b.md": lesson("1 + 1")])
    let outcome = try trial.run("run")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("lessons/a.md:1"))
    #expect(try trial.results("a")["status"] as? String == "failed")
    #expect(try trial.results("b")["status"] as? String == "ok")
  }

  @Test(arguments: [
    (["-P", "epoch=3"], "did you mean 'epochs'?"), (["-P", "epochs=many"], "takes a value of type Int"),
    (["-P", "epochs"], "is not of the form name=value"), (["--jobs", "0"], "--jobs"),
    (["--timeout", "-1"], "--timeout"),
    (["--nonsense"], "--nonsense"),
  ])
  func wrongUsageExitsWith64AndLeavesNothing(arguments: [String], message: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1", parameters: "{epochs: 2}")])
    let process = try trial.start(["run"] + arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 64)
    #expect(try trial.text("err.txt").contains(message))
    #expect(!trial.exists("output"))
  }

  @Test(arguments: [["nowhere.md"], ["nowhere"], ["empty"], ["lessons", "--data", "nowhere"]])
  func anInputThatIsNotThereExitsWith66(arguments: [String]) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1"), "empty/other.txt": ""])
    let process = try trial.start(["run"] + arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 66)
    #expect(!trial.exists("output"))
  }

  @Test func anErrorInAFileBesideTheLessonNamesIt() throws {
    let trial = try CommandTrial([
      "lessons/a.md": "```{swift}\n//| file: h.swift\n```\n", "lessons/h.swift": "let a = 1\nlet b = missing\n",
    ])
    let outcome = try trial.run("run")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("lessons/h.swift:2:9: error: cannot find 'missing' in scope"))
    let cells = try trial.results("a")["cells"] as? [[String: Any]]
    let error = cells?.first?["error"] as? [String: Any]
    #expect(error?["file"] as? String == "h.swift" && error?["line"] as? Int == 2)
  }

  @Test func anExpectedErrorInAFileBesideTheLessonNamesItInThePageToo() throws {
    let trial = try CommandTrial([
      "lessons/a.md": "Text.\n\n```{swift}\n//| file: h.swift\n//| error: true\n```\n",
      "lessons/h.swift": "struct Wrong: Error {}\nlet a = 1\nif a > 0 { throw Wrong() }\n",
    ])
    let outcome = try trial.run("run")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let cells = try trial.results("a")["cells"] as? [[String: Any]]
    let error = cells?.first?["error"] as? [String: Any]
    #expect(error?["file"] as? String == "h.swift" && error?["line"] as? Int == 3)
    #expect(try trial.text("output/a/index.html").contains(", h.swift, line 3</p>"))
  }

  @Test func aCheckInAFileBesideTheLessonNamesIt() throws {
    let trial = try CommandTrial([
      "lessons/a.md": "```{swift}\n//| file: parts/h.swift\n```\n\n```{swift}\ncheck(\"b\", 1, equals: 1)\n```\n",
      "lessons/parts/h.swift": "let a = 1\ncheck(\"a\", a, equals: 2)\n",
    ])
    let outcome = try trial.run("run")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("lessons/parts/h.swift:2: check missed: a"), "\(outcome.errors)")
    let checks = try trial.results("a")["checks"] as? [[String: Any]]
    #expect(checks?.map { $0["file"] as? String } == ["parts/h.swift", nil])
    #expect(checks?.map { $0["line"] as? Int } == [2, 6])
  }

  @Test func afterAFailureNoMoreLessonsStartWhereThatIsAsked() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("fatalError()"), "lessons/b.md": lesson("1")])
    let outcome = try trial.run("run", "--fail-fast", "--jobs", "1")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("1 lesson failed, 1 not started"))
    #expect(trial.exists("output/a/index.html") && !trial.exists("output/b"))
  }

  @Test func whatIsThereRunsThoughAnotherInputIsMissing() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let outcome = try trial.run("run", "lessons", "nowhere.md")
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("'nowhere.md' is not there"))
    #expect(try trial.results("a")["status"] as? String == "ok")
    #expect(trial.exists("output/index.html"))
  }

  @Test func severalValuesOfAParameterMakeAReportEach() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("params.epochs * params.width", parameters: "{epochs: 2, width: 1}")
    ])
    let outcome = try trial.run("run", "-P", "epochs=1,5", "-P", "width=3")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("\n1 lesson in 2 runs, 2 cells, no checks, "), "\(outcome.errors)")
    for epochs in [1, 5] {
      let parameters = try trial.results("a/epochs=\(epochs)")["params"] as? [String: Int]
      #expect(parameters == ["epochs": epochs, "width": 3])
    }
    let comparison = try trial.text("output/a/index.html")
    #expect(comparison.contains("href=\"epochs=1/index.html\"") && comparison.contains("href=\"epochs=5/index.html\""))
  }

  @Test func thePageThatComparesRunsShowsAllNumbersOfOneName() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson(
        "check(\"n\", params.n, equals: 1)\ncheck(\"n\", params.n + 10, equals: 11)\ncheck(\"m\", 7, equals: 7)\n"
          + "check(\"k\", -params.n, equals: -1)\ncheck(\"l\", Double.nan, near: 1, tolerance: 0)",
        parameters: "{n: 1}")
    ])
    _ = try trial.run("run", "-P", "n=1,2")
    let comparison = try trial.text("output/a/index.html")
    for name in ["n", "n (2)", "m"] { #expect(comparison.contains(">\(name)</th>"), "\(name)") }
    for value in ["11", "12", "−2", "NaN"] { #expect(comparison.contains(">\(value)</td>"), "\(value)") }
  }

  @Test(arguments: [
    ("en", ["Result", "Ran", "Training, Loss"]), ("es", ["Resultado", "Corrió", "Entrenamiento, Pérdida"]),
  ])
  func thePageThatComparesRunsSpeaksTheLanguageOfItsLesson(language: String, words: [String]) throws {
    let trial = try CommandTrial([
      "lessons/a.md": "---\nlang: \(language)\nparams: {n: 1}\n---\n\n"
        + lesson(
          """
          let model = try Sequential(input: [28, 28, 1], seed: params.n) {
            Flatten()
            Dense(10, activation: .softmax)
          }
          try model.fit(Dataset.digits().train.prefix(32), epochs: 1)
          """)
    ])
    let outcome = try trial.run("run", "-P", "n=1,2")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let comparison = try trial.text("output/a/index.html")
    for word in words {
      #expect(comparison.contains(">\(word)</th>") || comparison.contains(">\(word)</td>"), "\(word)")
    }
    #expect(!comparison.contains(">status<") && !comparison.contains(">ok<"))
  }

  @Test func eventsAreJSONLines() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    #expect(try trial.run("run", "--events", "events.jsonl").status == 0)
    let events = try trial.text("events.jsonl").split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
    #expect(
      events.map { $0?["event"] as? String }
        == ["compiling", "cellStarted", "statement", "output", "cellFinished", "finished"])
  }

  @Test func timeAndMemoryOfTheProcessorStandInTheResults() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    #expect(try trial.run("run").status == 0)
    let results = try trial.results("a")
    #expect((results["cpu"] as? [String: Double])?["seconds"] ?? 0 > 0)
    #expect(results["peakMemoryBytes"] as? Int ?? 0 > 1 << 20)
  }

  @Test func checkRunsAndLeavesNoReport() throws {
    let trial = try CommandTrial()
    #expect(try trial.run("new", "first.md").status == 0)
    let outcome = try trial.run("check", "first.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!trial.exists("output"))
    #expect(try trial.run("new", "first.md").status == 64)
  }
}
