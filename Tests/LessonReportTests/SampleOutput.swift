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
    for _ in 0..<2 {
      let time = try clock.measure {
        summary = try writer.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
      }
      try Data("\(time)\n".utf8).write(to: folder.appending(path: "time.txt"))
    }
    if let summary { try writer.writeCourse([summary, summary]) }
  }
}
