import Foundation
import LessonEvents
import LessonRunner
import Synchronization
import Testing

@Suite struct SupervisionTests {
  /// What a lesson prints is its own, whatever it looks like.
  @Test func textThatLooksLikeATrapIsKeptWhereTheCellTimesOut() async throws {
    let run = try await LessonTrial(
      cell("//| timeout: 0.5\nprint(\"Fatal error: demo\")\nprint(\"more\")\nfflush(nil)\nwhile true {}")
    ).run()
    #expect(run.statuses == [.timeout])
    #expect(run.cells[0].stdout.contains("Fatal error: demo\nmore"))
  }

  @Test func anEndlessCellIsEndedWhenItsTimeIsUp() async throws {
    let run = try await LessonTrial(
      cell("print(1)") + cell("//| timeout: 0.3\nwhile true {}") + cell("print(3)")
    ).run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .timeout, .skipped])
    #expect(run.cells[1].error?.message.contains("longer than 0.3 s") == true)
  }

  @Test func anEndlessLessonIsEndedWhenItsTimeIsUp() async throws {
    var trial = try LessonTrial(cell("print(1)") + cell("while true { usleep(1000) }"))
    trial.options.limits.lessonSeconds = 0.3
    let run = try await trial.run()
    #expect(run.status == .failed)
    // On a busy machine the time may be up before the endless cell begins.
    let messages = (run.cells.compactMap(\.error) + run.failures).map(\.message)
    #expect(messages.count == 1 && messages[0].contains("--lesson-timeout"))
  }

  @Test func anEndlessInlineValueIsEndedWhenItsTimeIsUp() async throws {
    var trial = try LessonTrial(
      cell("func endless() -> Int { while true { usleep(1000) } }\nprint(1)") + "Value `{swift} endless()`.\n")
    trial.options.limits.cellSeconds = 2
    let run = try await trial.run()
    #expect(run.status == .failed)
    #expect((run.cells.compactMap(\.error) + run.failures).first?.message.contains("longer than 2 s") == true)
  }

  /// However fast they come.
  @Test func endlessOutputsAreEndedAndBounded() async throws {
    var trial = try LessonTrial(cell("while true { show(1) }"))
    trial.options.limits.outputs = 100
    let run = try await trial.run()
    #expect(run.statuses == [.killed])
    #expect(run.cells[0].error?.message.contains("100") == true)
  }

  @Test func outputsOfEndlessSizeAreEndedAndBounded() async throws {
    var trial = try LessonTrial(cell("while true { show(String(repeating: \"a\", count: 100_000)) }"))
    trial.options.limits.outputBytes = 1 << 20
    let run = try await trial.run()
    #expect(run.statuses == [.killed])
    #expect(run.cells[0].error?.message == "the cell showed more than 1 MiB and was ended; show a part of it")
    #expect(run.texts(0).count < 100)
  }

  @Test func anEndlessPrintIsEndedAndBounded() async throws {
    var trial = try LessonTrial(cell("while true { print(\"again and again\") }"))
    trial.options.limits.printedBytes = 1 << 20
    let run = try await trial.run()
    #expect(run.statuses == [.killed])
    #expect(run.cells[0].error?.message == "the cell printed more than 1 MiB and was ended")
    #expect(run.cells[0].stdout.utf8.count < 300_000)
    #expect(run.cells[0].stdout.hasSuffix("more bytes were printed and are not kept]\n"))
  }

  @Test func aMemoryHogIsEnded() async throws {
    var trial = try LessonTrial(
      cell("var hog: [[UInt8]] = []")
        + cell("while true { hog.append([UInt8](repeating: 1, count: 8 << 20)); usleep(2000) }"))
    trial.options.limits.memoryBytes = 200 << 20
    let run = try await trial.run()
    #expect(run.statuses == [.ok, .killed])
    #expect(run.cells[1].error?.message.contains("more than its bound of 200 MiB") == true)
    #expect(run.peakMemoryBytes > 200 << 20)
  }

  @Test func aForkBombIsEnded() async throws {
    var trial = try LessonTrial(
      cell(
        """
        let bomb = Process()
        bomb.executableURL = URL(fileURLWithPath: "/bin/sh")
        bomb.arguments = ["-c", "for i in $(seq 200); do setsid sleep 333 & done; wait"]
        try bomb.run()
        bomb.waitUntilExit()
        """))
    trial.options.limits.processes = 50
    let run = try await trial.run()
    #expect(run.statuses == [.killed])
    #expect(run.cells[0].error?.message == "the lesson started more than 50 processes and was ended")
  }

  @Test func nothingThatALessonStartedOutlivesIt() async throws {
    let run = try await LessonTrial(cell(startingShells(inner: "sleep 333 & echo $!; touch inner; wait"))).run()
    #expect(run.status == .ok)
    let started = run.cells[0].stdout.split(separator: "\n").compactMap { pid_t($0) }
    #expect(started.count == 2)
    for process in started { #expect(kill(process, 0) != 0) }
  }

  @Test func aRunThatIsStoppedEndsItsLesson() async throws {
    var trial = try LessonTrial(cell("print(1)") + cell("print(2)\nwhile true { usleep(1000) }") + cell("print(3)"))
    let isInLoop = Atomic(false)
    trial.options.isCancelled = { isInLoop.load(ordering: .relaxed) }
    let run = try await trial.run { event in
      if case .lesson(.statement(cell: 1, line: 7)) = event { isInLoop.store(true, ordering: .relaxed) }
    }
    #expect(run.statuses == [.ok, .killed, .skipped])
    #expect(run.cells.map(\.stdout) == ["1\n", "2\n", ""])
    #expect(run.cells[1].error == CellFailure(message: "the run was stopped in this cell", line: 7))
  }

  @Test func aRunThatIsStoppedWhileItIsCompiledEndsTheCompiler() async throws {
    var trial = try LessonTrial(cell("print(1)"))
    let isCompiling = Atomic(false)
    trial.options.isCancelled = { isCompiling.load(ordering: .relaxed) }
    let stopping = trial
    await #expect(throws: RunnerError.stopped) {
      try await stopping.run { event in
        if case .compiling = event { isCompiling.store(true, ordering: .relaxed) }
      }
    }
  }

  @Test func memoryAndProcessorTimeAreMeasured() async throws {
    let run = try await LessonTrial(
      cell(
        "let big = [UInt8](repeating: 1, count: 100 << 20)\nlet end = clock() + CLOCKS_PER_SEC / 5\nwhile clock() < end {}\nbig.count"
      )
    ).run()
    #expect(run.status == .ok)
    #expect(run.peakMemoryBytes > 100 << 20)
    #expect(run.cpuSeconds > 0.15)
  }
}
