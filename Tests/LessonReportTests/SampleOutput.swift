import Foundation
import LessonReport
import Testing

@Suite("The sample lesson")
struct SampleOutput {
  /// With `REPORT_SAMPLE=<folder>` the sample stays there, for a browser.
  @Test(
    "is written for a browser where one asks for it",
    .enabled(if: ProcessInfo.processInfo.environment["REPORT_SAMPLE"] != nil))
  func write() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["REPORT_SAMPLE"] ?? ".")
    let writer = try ReportWriter(templates: [ReportFixture.templates], output: folder)
    let clock = ContinuousClock()
    var summary: ReportSummary?
    var times = ""
    for turn in ["first", "second"] {
      let time = try clock.measure {
        summary = try writer.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
      }
      times += "\(turn) writing: \(time)\n"
    }
    var prose = LessonBuilder.lesson([
      .paragraph([.text("Prose without code or formulas.")], location: LessonBuilder.here)
    ])
    prose.blocks = Array(repeating: prose.blocks[0], count: 50)
    let time = try clock.measure {
      for i in 0..<200 { _ = try writer.write(prose, run: LessonBuilder.run(), name: "prose/\(i)") }
    }
    times += "200 lessons of prose: \(time)\n"
    try Data(times.utf8).write(to: folder.appending(path: "times.txt"))
    try FileManager.default.removeItem(at: folder.appending(path: "prose"))
    if let summary { try writer.writeCourse([summary, summary]) }
    let alone = try ReportWriter(
      templates: [ReportFixture.templates], output: folder.appending(path: "self-contained"), selfContained: true)
    _ = try alone.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
  }
}
