import LessonEvents
import Testing

@Suite struct CellTests {
  @Test func theValueOfATrailingExpressionIsShownAndNothingElse() async throws {
    let run = try await LessonTrial(
      cell("var x = 5\nx + 2 // seven") + cell("x = 6") + cell("x + 1;") + cell("let y = x") + cell("_ = x\nprint(x)")
        + cell("let a = 1; a + x") + cell("if x > 1 { x }")
        + cell("(1...3).map {\n  $0 * x\n}")
    ).run()
    #expect(run.status == .ok)
    #expect(run.cells.map(\.outputs.count) == [1, 0, 0, 0, 0, 1, 0, 1])
    #expect(run.texts(0) == ["7"])
    #expect(run.texts(5) == ["7"])
  }

  @Test func aSemicolonHidesTheLastValueWhateverCommentsFollowAndOneInACommentDoesNot() async throws {
    let hidden = [
      "x; // comment", "x;\n/* a /* nested */ ; */", "x /* of it */ ;\n// end", "\"a // b\"; // c", "#\"\"a\"#;",
      "\"\"\"\na \"b\" //\n\"\"\";", "\"\\(\"(\" + \"\\(x)\")\"; // \"", "[x]; //",
    ]
    let shown = [
      "x // the table;", "x\n/* ; */", "x // a\n// b;\n", "\"https://a;\"", "\"a; // b\" // c;", "#\"a\\\"# // \"#;",
      "\"\"\"\na; // b\n\"\"\" // ;", "\"\\(\"(;\")\" // ;", "[x].map {\n  $0; // comment\n}\n// ;",
      "x\n/* a\n;\n*/ // b",
    ]
    let run = try await LessonTrial(cell("var x = 5") + (hidden + shown).map(cell).joined()).run()
    #expect(run.status == .ok, "\(run.cells.compactMap(\.error))")
    let counts = run.cells.dropFirst().map(\.outputs.count)
    for (code, count) in zip(hidden, counts) { #expect(count == 0, "\(code)") }
    for (code, count) in zip(shown, counts.dropFirst(hidden.count)) { #expect(count == 1, "\(code)") }
  }

  @Test func eachCellKeepsWhatItPrinted() async throws {
    let printing = (0..<6).map { cell("for i in 0..<200 { print(\"\($0)\", i) }") }.joined()
    let run = try await LessonTrial(printing).run()
    for (index, cell) in run.cells.enumerated() {
      #expect(cell.stdout == (0..<200).map { "\(index) \($0)\n" }.joined())
    }
  }

  @Test func standardErrorKeepsItsPlaceAmongWhatIsPrinted() async throws {
    let run = try await LessonTrial(
      cell("print(1)\nFileHandle.standardError.write(Data(\"2\\n\".utf8))\nprint(3)")
    ).run()
    #expect(run.cells[0].stdout == "1\n2\n3\n")
  }

  @Test func aFunctionMayChangeVariablesOfEarlierCells() async throws {
    let run = try await LessonTrial(cell("var n = 1") + cell("func bump() { n += 1 }\nbump()\nbump()") + cell("n"))
      .run()
    #expect(run.texts(2) == ["3"])
  }

  @Test func cellsMayTryAndAwait() async throws {
    let run = try await LessonTrial(
      cell("func slow() async throws -> Int { try await Task.sleep(nanoseconds: 1000); return 4 }")
        + cell("let n = try await slow()\nn") + cell("try await slow()")
    ).run()
    #expect(run.status == .ok)
    #expect(run.texts(1) + run.texts(2) == ["4", "4"])
  }

  @Test func pathsStartAtTheFolderOfTheLesson() async throws {
    let run = try await LessonTrial(
      cell("try String(contentsOfFile: \"beside.txt\", encoding: .utf8)"), files: ["beside.txt": "found"]
    ).run()
    #expect(run.texts(0) == ["found"])
  }

  @Test func codeMayStandInAFileBesideTheLesson() async throws {
    let run = try await LessonTrial(
      cell("//| file: helpers.swift") + cell("double(4)"),
      files: ["helpers.swift": "func double(_ x: Int) -> Int { 2 * x }\n"]
    ).run()
    #expect(run.texts(1) == ["8"])
  }

  @Test func aCellWithoutEvaluationIsSkippedAndTheLessonIsWell() async throws {
    let run = try await LessonTrial(cell("//| eval: false\nnonsense(") + cell("1 + 1")).run()
    #expect(run.status == .ok)
    #expect(run.statuses == [.skipped, .ok])
  }

  @Test(arguments: ["// TODO", "", "/* later */\n\n", "//| error: true\n// TODO", "//| file: empty.swift"])
  func aLessonWhoseOnlyCellsHoldNoStatementIsWell(code: String) async throws {
    let run = try await LessonTrial(cell(code) + cell("// more"), files: ["empty.swift": ""]).run()
    #expect(run.status == .ok, "\(run.cells.compactMap(\.error))")
    #expect(run.statuses == [.ok, .ok])
  }

  @Test func inlineValuesSeeTheCellsBeforeThem() async throws {
    let run = try await LessonTrial(
      "Before.\n\n" + cell("var x = 0.5") + "Now `{swift} x` it is.\n\n" + cell("x = 1 / 3") + "And `{swift} x` then.\n"
    ).run()
    #expect(run.inlineValues.map { $0?.text } == ["0.5", "0.333333"])
  }

  @Test func anInlineValueThatFailsIsAFailureAtItsLine() async throws {
    let run = try await LessonTrial(cell("let x = 1") + "Here `{swift} y` and `{swift} x`.\n").run()
    #expect(run.status == .failed)
    #expect(run.failures == [CellFailure(message: "cannot find 'y' in scope", line: 5, column: 15)])
    #expect(run.inlineValues.map { $0?.text } == [nil, "1"])
  }

  @Test func parametersAreTypedByTheirDefaults() async throws {
    let run = try await LessonTrial(
      "---\ntitle: P\nparams: {n: 2, rate: 0.5, quick: false, name: abc}\n---\n\n"
        + cell(
          "let n: Int = params.n, r: Double = params.rate, q: Bool = params.quick, s: String = params.name\n\"\\(n) \\(r) \\(q) \\(s)\""
        )
    ).run(["n": .int(7), "quick": .bool(true)])
    #expect(run.texts(0) == ["7 0.5 true abc"])
    #expect(run.parameters == ["n": .int(7), "rate": .double(0.5), "quick": .bool(true), "name": .string("abc")])
  }
}
