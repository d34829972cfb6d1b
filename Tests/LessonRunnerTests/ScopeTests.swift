import LessonEvents
import Testing

/// All cells share one scope, in which a name is declared once and used from there on.
@Suite struct ScopeTests {
  @Test(arguments: [
    ("let rate = 0.1\nprint(rate)", "let rate = 0.2\nprint(rate)", "rate"),
    ("var (a, b) = (1, 2)\nprint(a + b)", "let b = 3", "b"),
    ("struct Net { var size = 1 }\nprint(Net())", "struct Net {}", "Net"),
    ("typealias Number = Int\nlet n: Number = 1\nprint(n)", "enum Number { case one }", "Number"),
  ])
  func declaringANameTwiceIsAnErrorOfTheSecondCell(first: String, second: String, name: String) async throws {
    let run = try await LessonTrial(cell("//| label: start\n\(first)") + cell(second) + cell("print(3)")).run()
    #expect(run.statuses == [.ok, .error, .skipped])
    #expect(
      run.cells[1].error?.message
        == "'\(name)' is declared already, in cell 1 \"start\" (line 3); cells share one scope")
    #expect(run.cells[1].error?.line == 3 + first.split(separator: "\n").count + 3)
  }

  @Test func functionsMayBeOverloaded() async throws {
    let run = try await LessonTrial(
      cell("func twice(_ x: Int) -> Int { 2 * x }") + cell("func twice(_ x: String) -> String { x + x }")
        + cell("\"\\(twice(2)) \\(twice(\"a\"))\"")
    ).run()
    #expect(run.texts(2) == ["4 aa"])
  }

  @Test func theParametersCannotBeDeclaredAgain() async throws {
    let run = try await LessonTrial("---\ntitle: P\nparams: {n: 2}\n---\n\n" + cell("let params = 3")).run()
    #expect(run.cells[0].error?.message.contains("'params' holds the parameters of the front matter") == true)
    #expect(run.cells[0].error?.column == 5)
  }

  @Test func anExpectedErrorMayDeclareANameAgainInItsOwnScope() async throws {
    let run = try await LessonTrial(
      cell("let n = 1") + cell("//| error: true\nlet n = \"x\"\ntry Tensor(npy: n)") + cell("n")
    ).run()
    #expect(run.statuses == [.ok, .error, .ok])
    #expect(run.texts(2) == ["1"])
  }

  @Test func aVariableOfALaterCellHasNoValueYet() async throws {
    let run = try await LessonTrial(
      cell("print(1)\nprint(2 * count)") + cell("//| label: later\nlet count = 7")
    ).run()
    #expect(run.statuses == [.error, .skipped])
    #expect(
      run.cells[0].error
        == CellFailure(
          message: "'count' has no value here yet: it is declared later, in cell 2 \"later\" (line 8), "
            + "and cells run in their order", line: 3, column: 11))
  }

  @Test func anInlineValueOfALaterCellSaysSo() async throws {
    let run = try await LessonTrial(cell("let a = 1") + "Both `{swift} a` and `{swift} a + b`.\n\n" + cell("let b = 2"))
      .run()
    #expect(run.status == .failed)
    #expect(run.statuses == [.ok, .ok])
    #expect(run.inlineValues.map { $0?.text } == ["1", nil])
    #expect(run.failures.map(\.line) == [5])
    #expect(run.failures.first?.column == 35)
    #expect(run.failures.first?.message.contains("it is declared later, in cell 2 (line 8)") == true)
  }

  @Test func wordsThatAreNoUsesOfALaterVariableAreLeftAlone() async throws {
    let run = try await LessonTrial(
      cell("print([3].map { x in x * 2 }, [1, 2].count, \"x\")\nfor y in 0..<1 { print(y) }")
        + cell("func later() -> Int { z }") + cell("let x = 1, count = 2, y = 3, z = 4")
        + cell("later() + x + y + count")
    ).run()
    #expect(run.status == .ok)
    #expect(run.texts(3) == ["10"])
  }
}
