import Foundation
import LessonEvents
import Testing

@Suite struct CompileFailureTests {
  @Test func anErrorStandsInItsCellAtItsLine() async throws {
    let run = try await LessonTrial(cell("print(\"one\")") + cell("let a = 1\nlet b: String = a") + cell("print(3)"))
      .run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .error, .skipped])
    #expect(run.cells[0].stdout == "one\n")
    let error = try #require(run.cells[1].error)
    #expect(error.line == 7)
    #expect(error.column == 17)
    #expect(error.message == "cannot convert value of type 'Int' to specified type 'String'")
  }

  @Test func furtherErrorsStandBelowTheFirstWithTheirPlaces() async throws {
    let run = try await LessonTrial(cell("print(absent)\n  print(1, missing)")).run()
    #expect(
      run.cells[0].error
        == CellFailure(
          message: "cannot find 'absent' in scope\n3:12: error: cannot find 'missing' in scope", line: 2, column: 7))
  }

  @Test func anUnclosedBraceIsAnErrorOfItsOwnCell() async throws {
    let run = try await LessonTrial(cell("print(1)") + cell("if true {\n  print(2)") + cell("}")).run()
    #expect(run.statuses == [.ok, .error, .error])
    #expect(run.cells[1].error?.message.contains("expected '}'") == true)
    #expect(run.cells[1].error?.line == 6)
    #expect(run.cells[1].error?.column == 9)
  }

  @Test(arguments: ["let b = a +", "let b = [a,", "print(a", "let b = (a\n  + 1\n\n", "let s = \"\"\"\nabc", "/* note"])
  func whatIsMissingAtTheEndOfACellIsItsOwnError(code: String) async throws {
    let run = try await LessonTrial(cell("let a = 1\nprint(a)") + cell("print(2)\n\(code)") + cell("print(a)")).run()
    #expect(run.statuses == [.ok, .error, .skipped])
    let error = try #require(run.cells[1].error)
    let last = 7 + code.split(separator: "\n").count
    #expect((7...last).contains(error.line ?? 0), "\(error)")
    #expect(!error.message.contains("line 1:") && !error.message.contains("line 2:"), "\(error)")
  }

  @Test func columnsCountCharactersAfterTheIndentationOfAList() async throws {
    let run = try await LessonTrial("* A list.\n\n  ```{swift}\n  let ñandú = 1 + nada\n  ```\n").run()
    #expect(run.cells[0].error == CellFailure(message: "cannot find 'nada' in scope", line: 4, column: 19))
  }

  @Test func aValueThatCannotBeShownIsAnErrorOfItsCell() async throws {
    let run = try await LessonTrial(
      cell("print(1)") + cell("struct Only: ~Copyable {}\nlet only = Only()") + cell("only")
    ).run()
    #expect(run.statuses == [.ok, .ok, .error])
    #expect(run.cells[2].error?.line == 11)
  }

  @Test func anErrorInAFileBesideTheLessonIsAtThatFilesLine() async throws {
    let run = try await LessonTrial(
      cell("print(1)") + cell("//| file: helpers.swift"), files: ["helpers.swift": "let a = 1\nlet b = missing\n"]
    ).run()
    #expect(run.statuses == [.ok, .error])
    #expect(
      run.cells[1].error
        == CellFailure(message: "cannot find 'missing' in scope", line: 2, column: 9, file: "helpers.swift"))
  }

  @Test func aFileOfWindowsHasItsErrorsAtTheirLines() async throws {
    let run = try await LessonTrial(
      cell("//| file: helpers.swift") + cell("a"), files: ["helpers.swift": "\u{FEFF}let a = 1\r\nlet b = missing\r\n"]
    ).run()
    #expect(
      run.cells[0].error
        == CellFailure(message: "cannot find 'missing' in scope", line: 2, column: 9, file: "helpers.swift"))
  }

  @Test func aFileThatIsNotThereIsAnErrorOfItsCell() async throws {
    let run = try await LessonTrial(cell("print(1)") + cell("//| file: nowhere.swift")).run()
    #expect(run.statuses == [.ok, .error])
    #expect(run.cells[1].error?.message == "the file 'nowhere.swift' beside the lesson cannot be read")
    #expect(run.cells[1].error?.line == 5)
  }

  @Test func theColumnIsTheAuthorsInATrailingExpression() async throws {
    let run = try await LessonTrial(cell("let a = 1; a + nothing")).run()
    #expect(run.cells[0].error == CellFailure(message: "cannot find 'nothing' in scope", line: 2, column: 16))
  }

  @Test func anExpectedErrorLetsTheLessonGoOn() async throws {
    let run = try await LessonTrial(cell("//| error: true\nlet a: String = 1") + cell("print(2)")).run()
    #expect(run.status == .ok)
    #expect(run.statuses == [.error, .ok])
    #expect(run.cells[1].stdout == "2\n")
  }
}
