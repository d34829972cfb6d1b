import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("A written report")
struct ReportWriterTests {
  @Test("leaves the page, the results and the figures of the contract")
  func files() throws {
    try ReportFixture.withFolder { folder in
      let writer = try ReportWriter(templates: [ReportFixture.templates], output: folder)
      let summary = try writer.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
      let files = try ReportFixture.files(in: folder)
      #expect(files["clase-07/index.html"] != nil)
      #expect(files["clase-07/results.json"] != nil)
      #expect(files["clase-07/figures/fig-mapas.png"] != nil)
      #expect(files.keys.allSatisfy { $0.hasPrefix("clase-07/") && !$0.hasPrefix("clase-07/.") })
      #expect(summary.isFailed)
      #expect((summary.passedChecks, summary.missedChecks, summary.notComparableChecks) == (2, 1, 1))
      try writer.writeCourse([summary])
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "index.html").path))
    }
  }

  @Test("is the same, byte for byte, when written twice")
  func determinism() throws {
    try ReportFixture.withFolder { folder in
      let runs = try ["a", "b"].map { name in
        let output = folder.appending(path: name)
        let writer = try ReportWriter(templates: [ReportFixture.templates], output: output)
        let summary = try writer.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
        try writer.writeCourse([summary])
        return try ReportFixture.files(in: output)
      }
      #expect(runs[0] == runs[1])
    }
  }

  @Test("replaces an earlier one whole: a figure that is gone leaves no file")
  func replacement() throws {
    try ReportFixture.withFolder { folder in
      let writer = try ReportWriter(templates: [ReportFixture.templates], output: folder)
      _ = try writer.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
      var run = SampleLesson.run
      for i in run.cells.indices { run.cells[i].outputs = [] }
      _ = try writer.write(SampleLesson.lesson, run: run, name: "clase-07")
      #expect(
        try ReportFixture.files(in: folder).keys.sorted() == [
          "clase-07/index.html", "clase-07/results.json", "clase-07/summary.json",
        ])
    }
  }

  @Test("says at its top what is wrong outside the cells, and that data are not the slide's")
  func banners() throws {
    var run = LessonBuilder.run([.text("x")], embedded: true)
    run.failures = [CellFailure(message: "unknown <key>", line: 3)]
    let page = try LessonBuilder.page(LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: run)
    #expect(page.body.contains("<strong>line 3</strong>: <span lang=\"en\">unknown &lt;key&gt;</span>"))
    #expect(page.body.contains("The original data are missing (mnist)"))
  }

  @Test("counts at its top the cells that failed, but for those whose error is expected")
  func failedCells() throws {
    let cells = [true, false, true, false].enumerated().map { index, isExpected in
      var cell = LessonBuilder.cell { $0.error = isExpected }
      cell.index = index
      return Block.cell(cell)
    }
    var run = LessonBuilder.run(status: .error)
    run.cells += [.error, .timeout, .skipped].map {
      CellRun(status: $0, seconds: 0, stdout: "", error: nil, outputs: [])
    }
    #expect(try LessonBuilder.page(LessonBuilder.lesson(cells), run: run).body.contains("cells with an error: 2."))
  }

  @Test("does not call images missing that the author asked the engine to draw")
  func drawnOnDemand() throws {
    var run = LessonBuilder.run([.text("x")])
    run.datasets = [DatasetUse(name: "digits", source: .embedded, sha256: "")]
    let page = try LessonBuilder.page(LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: run)
    #expect(!page.body.contains("The original data are missing"))
  }

  @Test("shows an error where it happened, with its line marked, and what was shown before it")
  func failure() throws {
    let cell = LessonBuilder.cell("let a = 1\nlet b = try f()\nprint(b)")
    let run = LessonBuilder.run(
      [.text("before")], stdout: "printed\n", status: .error, error: CellFailure(message: "no <f>", line: 12))
    let page = try LessonBuilder.page(LessonBuilder.lesson([.cell(cell)]), run: run)
    let places = ["printed", "before", "Error in this cell, line 12", "no &lt;f&gt;", "<mark>let b = try f()</mark>"]
      .map { page.body.range(of: $0)?.lowerBound }
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    #expect(page.summary.isFailed)
  }

  @Test("puts the file before the line where the code of a cell stands in one")
  func failureInFile() throws {
    let cell = LessonBuilder.cell("") { $0.file = "parts/<h>.swift" }
    let error = CellFailure(message: "no", line: 3, file: "parts/<h>.swift")
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(cell)]), run: LessonBuilder.run(status: .error, error: error))
    #expect(page.body.contains("Error in this cell, parts/&lt;h&gt;.swift, line 3"))
  }

  @Test("quotes the cell whose line an error names, also where another called it; else nothing")
  func failureElsewhere() throws {
    var cells = [
      LessonBuilder.cell("func f() {\n  fatalError()\n}"), LessonBuilder.cell("1\n2\n3\n") { $0.file = "b.swift" },
    ]
    cells[1].index = 1
    cells[1].fenceLine = 20
    var run = LessonBuilder.run()
    run.status = .failed
    for (error, quoted) in [
      (CellFailure(message: "no", line: 12), "<mark>  fatalError()</mark>"),
      (CellFailure(message: "no", line: 2, file: "a.swift"), nil),
    ] {
      run.cells = [
        LessonBuilder.run().cells[0], CellRun(status: .error, seconds: 1, stdout: "", error: error, outputs: []),
      ]
      let body = try LessonBuilder.page(LessonBuilder.lesson(cells.map { .cell($0) }), run: run).body
      #expect(body.contains("<mark>") == (quoted != nil))
      if let quoted { #expect(body.contains(quoted)) }
    }
  }

  @Test("hides what a cell's options hide, but never its failure")
  func options() throws {
    let cell = LessonBuilder.cell("let secret = 1") { $0.include = false }
    let quiet = try LessonBuilder.page(LessonBuilder.lesson([.cell(cell)]), run: LessonBuilder.run([.text("shown")]))
    #expect(!quiet.body.contains("secret") && !quiet.body.contains("shown"))
    let failed = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(cell)]),
      run: LessonBuilder.run(status: .timeout, error: CellFailure(message: "more than 5 s", line: 11)))
    #expect(failed.body.contains("more than 5 s"))
  }
}
