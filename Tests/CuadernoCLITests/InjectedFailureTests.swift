import Foundation
import Testing

@Suite struct InjectedFailureTests {
  private let endless = """
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "setsid sh -c 'echo $$ > child.txt; exec sleep 333' & wait"]
    try shell.run()
    try String(getpid()).write(toFile: "lesson.txt", atomically: true, encoding: .utf8)
    while true { usleep(1000) }
    """

  private func processes(_ trial: CommandTrial) throws -> [pid_t] {
    for _ in 0..<500 {
      let found = ["lesson.txt", "child.txt"].compactMap { name in
        (try? trial.text("lessons/\(name)")).flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      }
      if found.count == 2 { return found }
      usleep(20_000)
    }
    return []
  }

  private func isGone(_ process: pid_t) -> Bool {
    for _ in 0..<250 {
      if kill(process, 0) != 0 { return true }
      usleep(20_000)
    }
    return false
  }

  @Test func aRunnerThatIsKilledLeavesNoOrphan() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson(endless)])
    let runner = try trial.start(["run"])
    let started = try processes(trial)
    #expect(started.count == 2)
    kill(runner.processIdentifier, SIGKILL)
    for process in started { #expect(isGone(process)) }
    #expect(!trial.exists("output/a"))
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
