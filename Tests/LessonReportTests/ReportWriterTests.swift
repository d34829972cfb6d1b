import Foundation
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
      #expect(try ReportFixture.files(in: folder).keys.sorted() == ["clase-07/index.html", "clase-07/results.json"])
    }
  }
}
