import Foundation
import TestSupport
import Testing

@Suite struct InjectedFailureTests {
  private let endless = """
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "setsid sh -c 'echo $$ > child.new; mv child.new child.txt; exec sleep 333' & wait"]
    try shell.run()
    try String(getpid()).write(toFile: "lesson.txt", atomically: true, encoding: .utf8)
    while true { usleep(1000) }
    """

  /// The lesson's process and what it started, as soon as both are there.
  private func processes(_ trial: CommandTrial) throws -> [pid_t] {
    try ["lesson.txt", "child.txt"].compactMap { pid_t(try trial.awaitText("lessons/\($0)")) }
  }

  @Test func aRunnerThatIsKilledLeavesNoOrphan() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson(endless)])
    let runner = try trial.start(["run"])
    let started = try processes(trial)
    #expect(started.count == 2)
    kill(runner.processIdentifier, SIGKILL)
    for process in started { #expect(isGone(process)) }
    #expect(!trial.exists("output/a"))
    // What it left in the folder for temporary files goes at the next run, though that one runs nothing.
    let temporary = trial.folder.appending(path: "tmp").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary).count == 1)
    try trial.write("other/prose.md", "Prose alone.\n")
    #expect(try trial.run("run", "other").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
  }

  /// The supervisor is held still, so that it cannot act on the runner's end before its own.
  @Test func aRunnerAndASupervisorThatAreKilledTogetherLeaveNoOrphan() throws {
    let writing = "try String(getppid()).write(toFile: \"parent.txt\", atomically: true, encoding: .utf8)\n"
    let trial = try CommandTrial(["lessons/a.md": lesson(writing + endless)])
    let runner = try trial.start(["run"])
    let started = try processes(trial)
    let supervisor = try #require(pid_t(try trial.awaitText("lessons/parent.txt")))
    #expect(started.count == 2)
    kill(supervisor, SIGSTOP)
    kill(runner.processIdentifier, SIGKILL)
    kill(supervisor, SIGKILL)
    for process in started + [supervisor] { #expect(isGone(process)) }
    #expect(!trial.exists("output/a"))
  }

  @Test func whatAKilledWriterLeftGoesAtTheNextRun() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    // No process has this number: it is beyond what Linux gives out.
    let abandoned = "output/.aside-4194999-1"
    let owned = "output/.aside-\(getpid())-1"
    for folder in [abandoned, owned] { try trial.write("\(folder)/index.html", "half") }
    #expect(try trial.run("run").status == 0)
    #expect(!trial.exists(abandoned))
    #expect(trial.exists(owned))
  }

  /// A bound on the size of files is to a program what a full disk is.
  @Test func aFullDiskIsAnErrorAndKeepsTheOldReport() throws {
    let code = lesson("1 + 1", prose: "First.")
    let trial = try CommandTrial(["lessons/a.md": code])
    #expect(try trial.run("run").status == 0)
    let before = try trial.text("output/a/index.html")
    let results = try trial.text("output/a/results.json")
    try trial.write("lessons/a.md", code.replacing("First.", with: "Second."))
    let command = "trap '' XFSZ; ulimit -f 4; exec \"$0\" run"
    let process = try trial.start(["-c", command, CommandTrial.program.path], program: URL(filePath: "/bin/sh"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(try trial.text("err.txt").contains("index.html cannot be written"))
    #expect(try trial.text("output/a/index.html") == before)
    #expect(try trial.text("output/a/results.json") == results)
    let left = try FileManager.default.contentsOfDirectory(atPath: trial.folder.appending(path: "output").path)
    #expect(left.sorted() == ["a", "index.html"])
  }

  /// There is room for a page, but not for this one.
  @Test func aReportThatCannotBeWrittenAfterAGoodRunLeavesNoOlderSuccess() throws {
    let code = lesson("1 + 1", prose: "First.")
    let trial = try CommandTrial(["lessons/a.md": code])
    #expect(try trial.run("run").status == 0)
    try trial.write("lessons/a.md", code.replacing("First.", with: String(repeating: "Word. ", count: 400_000)))
    let command = "trap '' XFSZ; ulimit -f 2000; exec \"$0\" run"
    let process = try trial.start(["-c", command, CommandTrial.program.path], program: URL(filePath: "/bin/sh"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let page = try trial.text("output/a/index.html")
    #expect(page.contains("index.html cannot be written") && !page.contains("First."))
    #expect(try trial.results("a")["status"] as? String == "failed")
  }

  /// Room for the sources of the program, and none for what the compiler makes of them.
  @Test func aDiskWithoutRoomForTheCompilerIsSaidToBeFull() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let command = "trap '' XFSZ; ulimit -f 4; exec \"$0\" run"
    let process = try trial.start(["-c", command, CommandTrial.program.path], program: URL(filePath: "/bin/sh"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    let errors = try trial.text("err.txt")
    #expect(errors.contains("(No space left on device); make room there, or set TMPDIR to another folder"), "\(errors)")
  }

  @Test func aCacheThatCannotBeWrittenIsAWarningThatSaysWhy() throws {
    let code =
      "try Sequential(input: [28, 28, 1]) { Flatten(); Dense(10, activation: .softmax) }.fit(Dataset.digits().train.prefix(8))"
    let trial = try CommandTrial(["lessons/a.md": lesson(code), "cache/cuaderno": "a file"])
    let outcome = try trial.run("run", environment: ["XDG_CACHE_HOME": trial.folder.appending(path: "cache").path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for cache in ["the cache of models in ", "the cache in "] {
      let line = outcome.errors.split(separator: "\n").first { $0.contains(cache) } ?? ""
      #expect(line.hasSuffix(": Not a directory"), "\(outcome.errors)")
    }
  }

  /// Below a file, and where not even the system's administrator may make a folder.
  @Test(arguments: ["file/output", "/sys/output"])
  func anOutputThatCannotBeWrittenIsAnErrorBeforeAnyLessonRuns(output: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1"), "file": ""])
    let outcome = try trial.run("run", "-o", output)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("Error: \(output) cannot be written ("), "\(outcome.errors)")
    #expect(
      outcome.errors.hasSuffix(
        "). Give another folder with -o, or see to its permissions and the free space.\n"), "\(outcome.errors)")
  }

  @Test func eventsThatCannotBeWrittenStopNothing() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let outcome = try trial.run("run", "--events", "/dev/full")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("no more events can be written to '/dev/full'"))
  }

  @Test func lessonsBelowALessonStayWhenItIsWrittenAgain() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1"), "lessons/a/b.md": lesson("2")])
    #expect(try trial.run("run").status == 0)
    try trial.write("lessons/a.md", lesson("3"))
    #expect(try trial.run("run", "lessons/a.md").status == 0)
    #expect(trial.exists("output/a/index.html") && trial.exists("output/a/b/index.html"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalEndsTheLessonAndKeepsFinishedReports(signal: Int32) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1"), "lessons/b.md": lesson(endless)])
    let runner = try trial.start(["run", "--jobs", "1"])
    let started = try processes(trial)
    #expect(started.count == 2)
    kill(runner.processIdentifier, signal)
    runner.waitUntilExit()
    #expect(runner.terminationStatus == 130)
    for process in started { #expect(isGone(process)) }
    #expect(try trial.results("a")["status"] as? String == "ok")
    #expect(try FileManager.default.contentsOfDirectory(atPath: trial.folder.appending(path: "output").path) == ["a"])
  }

  @Test func twoRunnersOnOneFolderDoNotHarmEachOther() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("usleep(200_000)\n1 + 1"), "lessons/b.md": lesson("2")])
    let runners = try (0..<2).map { _ in try trial.start(["run", "--no-cache"]) }
    for runner in runners {
      runner.waitUntilExit()
      #expect(runner.terminationStatus == 0)
    }
    for name in ["a", "b"] { #expect(try trial.results(name)["status"] as? String == "ok") }
  }
}
