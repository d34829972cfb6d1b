import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("Addresses within a page")
struct AddressTests {
  /// Outputs that have addresses for their parts, each in a cell with a label.
  private static let outputs: [(label: String, output: CellOutput)] = [
    ("tbl-a", .confusionMatrix(SampleLesson.confusion)), ("tbl-b", .metrics(SampleLesson.metrics)),
    ("tbl-c", .summary(SampleLesson.summary)), ("tbl-d", .text("a text")),
    ("tbl-e", .table(TableOutput(rows: [["1"]]))), ("fig-a", .figure(FigureOutput(.classes(SampleLesson.classes)))),
    ("fig-b", .figure(FigureOutput(.walkthrough(SampleLesson.walkthrough)))),
  ]

  /// A page with all of them, twice: labelled as given, and with such an ending as parts of the first might have.
  private func page(_ ending: String) throws -> String {
    let all = Self.outputs + Self.outputs.map { (label: $0.label + ending, output: $0.output) }
    let cells = all.enumerated().map { index, one in
      var cell = LessonBuilder.cell(label: one.label)
      cell.index = index
      return Block.cell(cell)
    }
    var run = LessonBuilder.run()
    run.cells = all.map { CellRun(status: .ok, seconds: 1, stdout: "", error: nil, outputs: [$0.output]) }
    return try LessonBuilder.page(LessonBuilder.lesson(cells), run: run).body
  }

  private func values(of attribute: String, in page: String) throws -> [String] {
    let pattern = try Regex(" \(attribute)=\"([^\"]+)\"", as: (Substring, Substring).self)
    return page.matches(of: pattern).map { String($0.output.1) }
  }

  @Test(
    "stand for one thing each, and lead to it, whatever labels end in",
    arguments: ["-1", "-2", "-1-name", "-sheet", "-caption", "-step-1"])
  func unique(ending: String) throws {
    let page = try page(ending)
    let ids = try values(of: "id", in: page)
    #expect(Dictionary(grouping: ids) { $0 }.filter { $1.count > 1 }.keys.sorted() == [])
    let links = try values(of: "href", in: page).filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    let references = try values(of: "aria-labelledby", in: page) + values(of: "for", in: page) + links
    #expect(Set(references).subtracting(ids).sorted() == [])
    #expect(references.contains("fig-a:sheet") && references.contains("fig-b:step-1"))
  }
}
