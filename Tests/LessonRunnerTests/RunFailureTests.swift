import Foundation
import LessonEvents
import LessonRunner
import Synchronization
import TestSupport
import Testing

@Suite struct RunFailureTests {
  @Test func aThrownErrorStandsAtItsStatement() async throws {
    let run = try await LessonTrial(
      cell("struct Broken: Error, CustomStringConvertible { var description: String { \"it broke\" } }\nprint(1)")
        + cell("print(\"kept\")\nfunc f() throws -> Int { throw Broken() }\n\nlet x = try f()\nprint(2)")
        + cell("print(3)")
    ).run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .error, .skipped])
    #expect(run.cells[1].error == CellFailure(message: "it broke", line: 10))
    #expect(run.cells[1].stdout == "kept\n")
  }

  @Test func foundationsErrorsAreSentences() async throws {
    let run = try await LessonTrial(cell("try String(contentsOfFile: \"nowhere\", encoding: .utf8)")).run()
    #expect(run.cells[0].error?.line == 2)
    #expect(run.cells[0].error?.message.contains("Error Domain") == false)
  }

  @Test(arguments: [
    ("let a = [1]\nprint(\"kept\")\nlet i = 7\na[i]", "Index out of range", 5),
    (
      "var k = Int8(127)\nprint(\"kept\")\nlet one = Int8(CommandLine.arguments.count)\nk += one",
      "arithmetic overflow", 5
    ),
    (
      "let n: Int? = Int(\"x\")\nprint(\"kept\")\nn!", "Unexpectedly found nil while unwrapping an Optional value", 4
    ),
    ("func f() {\n  print(\"kept\")\n  fatalError(\"own words\")\n}\nf()", "own words", 4),
    ("print(\"kept\")\nprecondition(CommandLine.arguments.isEmpty, \"must hold\")", "must hold", 3),
  ])
  func aTrapStandsAtItsLineWithItsMessage(code: String, message: String, line: Int) async throws {
    let run = try await LessonTrial(cell(code) + cell("print(2)")).run()
    #expect(run.statuses == [.error, .skipped])
    #expect(run.cells[0].error?.line == line)
    #expect(run.cells[0].error?.message.hasSuffix(message) == true, "\(String(describing: run.cells[0].error))")
    #expect(run.cells[0].stdout == "kept\n")
  }

  @Test func textWithoutALineFeedSurvivesATrap() async throws {
    let run = try await LessonTrial(cell("print(\"last words\", terminator: \"\")\nfatalError()")).run()
    #expect(run.cells[0].stdout == "last words")
  }

  @Test(arguments: [0, 3])
  func exitEndsTheLessonInItsCell(code: Int) async throws {
    let run = try await LessonTrial(cell("print(1)") + cell("print(2)\nexit(\(code))") + cell("print(3)")).run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .error, .skipped])
    #expect(run.cells[1].error == CellFailure(message: "the program was ended here with exit(\(code))", line: 7))
    #expect(run.cells[1].stdout == "2\n")
  }

  @Test func eventsOfACellThatIsNotThereAreDropped() async throws {
    let cells = Mutex<[Int]>([])
    let run = try await LessonTrial(cell("print(1)\nLessonProgram.cell(99)\nshow(2)\nprint(3)") + cell("print(4)")).run
    {
      guard case .lesson(.cellStarted(let cell)) = $0 else { return }
      cells.withLock { $0.append(cell) }
    }
    #expect(run.statuses == [.ok, .ok] && run.cells.map(\.stdout) == ["1\n3\n", "4\n"])
    let started = cells.withLock { $0 }
    #expect(run.cells[0].outputs.isEmpty && started == [0, 1])
  }

  @Test func anOutputThatNobodyCanDrawIsATextThatSaysSo() async throws {
    let run = try await LessonTrial(
      cell("show(CellOutput.confusionMatrix(.init(classNames: [\"a\"], counts: [[1, 2]])))\nshow(3)")
    ).run()
    #expect(run.status == .ok)
    #expect(run.texts(0).map { $0.hasPrefix("an output cannot be shown: ") } == [true, false])
  }

  @Test func aKillStandsInItsCell() async throws {
    let run = try await LessonTrial(cell("print(1)\nkill(getpid(), SIGKILL)") + cell("print(2)")).run()
    #expect(run.statuses == [.killed, .skipped])
    #expect(run.cells[0].stdout == "1\n")
    #expect(run.cells[0].error?.line == 3)
  }

  @Test func anInlineValueThatTrapsIsAFailureOfItsOwn() async throws {
    let run = try await LessonTrial(
      cell("let a = [1]\nprint(1)") + "Here `{swift} a[0]` and `{swift} a[7]`.\n\n" + cell("print(2)")
    ).run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .skipped])
    #expect(run.cells[0].stdout == "1\n")
    #expect(run.inlineValues.map { $0?.text } == ["1", nil])
    #expect(
      run.failures == [CellFailure(message: "Index out of range", line: 6, column: 34)], "\(run.failures)")
  }

  @Test func aLessonOfInlineValuesAloneThatEndsEarlyFails() async throws {
    let run = try await LessonTrial("One `{swift} 1 + 1` and `{swift} { () -> Int in exit(0) }()`.\n").run()
    #expect(run.status == .failed)
    #expect(run.inlineValues.map { $0?.text } == ["2", nil])
    #expect(run.failures.map(\.message) == ["the program was ended here with exit(0)"])
  }

  @Test func aSupervisorThatIsKilledTakesTheLessonWithIt() async throws {
    let run = try await LessonTrial(
      cell(
        startingShells(inner: "echo $$; touch inner; exec sleep 333")
          + "\nprint(getpid())\nkill(getppid(), SIGKILL)\nsleep(600)")
    ).run()
    #expect(run.statuses == [.killed])
    let started = run.cells[0].stdout.split(separator: "\n").compactMap { pid_t($0) }
    #expect(started.count == 3)
    for process in started { #expect(isGone(process)) }
  }

  @Test func anExpectedErrorLetsTheLessonGoOn() async throws {
    let run = try await LessonTrial(
      cell("struct E: Error {}") + cell("//| error: true\nprint(1)\nthrow E()") + cell("print(2)")
    ).run()
    #expect(run.status == .ok)
    #expect(run.statuses == [.ok, .error, .ok])
    #expect(run.cells[1].error == CellFailure(message: "E()", line: 8))
    #expect(run.cells[2].stdout == "2\n")
  }

  @Test func whatACellDeclaresBeforeItsExpectedErrorIsThereLater() async throws {
    let run = try await LessonTrial(
      cell("struct E: Error {}")
        + cell(
          "//| error: true\nvar a = 3\nlet b = 1, unused = 7\nfunc twice(_ x: Int) -> Int { 2 * x }\na += b\nlet own = twice(a)\n"
            + "print(own)\nthrow E()\na = 0\nown")
        + cell("twice(a)") + "And `{swift} b` with " + "`{swift} a`.\n"
    ).run()
    #expect(run.status == .ok, "\(run.cells.compactMap(\.error)) \(run.failures)")
    #expect(run.statuses == [.ok, .error, .ok])
    #expect(run.cells[1].error == CellFailure(message: "E()", line: 13))
    #expect(run.cells[1].stdout == "8\n")
    #expect(run.texts(2) == ["8"])
    #expect(run.inlineValues.map { $0?.text } == ["1", "4"])
  }

  @Test func whereTheDeclarationItselfFailsWhatFollowsIsSkipped() async throws {
    let run = try await LessonTrial(
      cell("struct E: Error {}\nfunc f() throws -> Int { throw E() }") + cell("//| error: true\nlet a = try f()")
        + cell("a")
    ).run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .error, .skipped])
  }

  @Test func anExpectedTrapIsWellWhereNothingFollows() async throws {
    let run = try await LessonTrial(cell("print(1)") + cell("//| error: true\nfatalError(\"as expected\")")).run()
    #expect(run.status == .ok)
    #expect(run.statuses == [.ok, .error])
    let followed = try await LessonTrial(cell("//| error: true\nfatalError(\"as expected\")") + cell("print(1)")).run()
    #expect(followed.status == .failed)
    #expect(followed.statuses == [.error, .skipped])
  }
}
