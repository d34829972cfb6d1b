import Foundation
import LessonReport
import Testing

@Suite("The sample report")
struct SnapshotTests {
  /// `RECORD_SNAPSHOTS=1` writes the files anew; the test then fails, so that recording cannot pass for testing.
  private static let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil

  @Test("looks as recorded", arguments: ["index.html", "results.json"])
  func snapshot(file: String) throws {
    try ReportFixture.withFolder { folder in
      // Without styles and script: a new look is no new page.
      let bare = folder.appending(path: "bare", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: bare, withIntermediateDirectories: true)
      for name in ["style.css", "chart.css", "script.js"] { try Data().write(to: bare.appending(path: name)) }
      let writer = try ReportWriter(templates: [ReportFixture.templates, bare], output: folder)
      _ = try writer.write(SampleLesson.lesson, run: SampleLesson.run, name: "clase-07")
      let written = try String(contentsOf: folder.appending(path: "clase-07/\(file)"), encoding: .utf8)
        .replacing(/base64,[A-Za-z0-9+\/=]+/, with: "base64,…")
      let recorded = ReportFixture.snapshots.appending(path: file)
      if Self.isRecording {
        try Data(written.utf8).write(to: recorded)
        Issue.record("recorded \(file); run again without RECORD_SNAPSHOTS")
        return
      }
      let expected = try String(contentsOf: recorded, encoding: .utf8)
      let difference = zip(written.split(separator: "\n"), expected.split(separator: "\n")).first { $0 != $1 }
      #expect(written == expected, "first difference: \(difference.map { "\($0.0) | \($0.1)" } ?? "length")")
    }
  }
}
