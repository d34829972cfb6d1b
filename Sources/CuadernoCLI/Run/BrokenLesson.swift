import Foundation
import LessonDocument
import LessonEvents

/// Stands in for a lesson that could not be read, so that its report says so instead of showing an older success.
struct BrokenLesson {
  var lesson: Lesson
  var run: LessonRun

  /// Title and language come from the front matter, where that could be read.
  init(_ file: LessonFile, frontMatter: FrontMatter? = nil, failures: [CellFailure]) {
    var front = frontMatter ?? FrontMatter(title: "")
    if front.title.isEmpty { front.title = URL(fileURLWithPath: file.path).lastPathComponent }
    front.showsContents = false
    lesson = Lesson(path: file.path, frontMatter: front, blocks: [], warnings: [], sourceLines: [])
    run = LessonRun(
      status: .failed, parameters: [:], cached: false, seconds: 0, cpuSeconds: 0, peakMemoryBytes: 0, datasets: [],
      cells: [], inlineValues: [], failures: failures)
  }
}
