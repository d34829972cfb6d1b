import Foundation
import LessonDocument
import LessonEvents

/// Stands in for a lesson that could not be read, so that its report says so instead of showing an older success.
struct BrokenLesson {
  var lesson: Lesson
  var run: LessonRun

  init(_ file: LessonFile, failures: [CellFailure]) {
    let title = URL(fileURLWithPath: file.path).lastPathComponent
    lesson = Lesson(
      path: file.path, frontMatter: FrontMatter(title: title, showsContents: false),
      blocks: [], warnings: [],
      sourceLines: [])
    run = LessonRun(
      status: .failed, parameters: [:], cached: false, seconds: 0, cpuSeconds: 0, peakMemoryBytes: 0, datasets: [],
      cells: [], inlineValues: [], failures: failures)
  }
}
