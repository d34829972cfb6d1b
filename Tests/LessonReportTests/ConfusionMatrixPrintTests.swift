import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("A confusion matrix on paper")
struct ConfusionMatrixPrintTests {
  /// The size in points that a page gives a matrix of so many classes, if it gives one.
  private func size(_ classes: Int) throws -> Double? {
    let matrix = ConfusionMatrixOutput(
      classNames: (0..<classes).map { "class \($0)" },
      counts: (0..<classes).map { i in (0..<classes).map { i == $0 ? 950 : 1 } }, perClass: [])
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run([.confusionMatrix(matrix)]))
    return page.body.firstMatch(of: /--print-size:([0-9.]+)pt/).flatMap { Double($0.1) }
  }

  @Test("keeps its size where there is room for it")
  func few() throws {
    #expect(try size(10) == nil)
    #expect(try size(11) == 7.6)
  }

  @Test("fits the width of A4 with many classes", arguments: [30, 60, 100])
  func many(_ classes: Int) throws {
    let size = try #require(try size(classes))
    #expect(size > 1 && size < 7.6)
    // Three digits of 0.65 and a line a column, eight letters of 0.6 before the first.
    #expect(Double(classes) * (size * 3 * 0.65 + 1) + size * 8 * 0.6 < 500)
  }
}
