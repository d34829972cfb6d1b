import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

/// For who does not see the page.
@Suite("Parts of a page")
struct NamedPartsTests {
  private static let outputs: [CellOutput] = [
    .text("a text"), .table(TableOutput(rows: [["1", "2"]], isNumeric: true)), .metrics(SampleLesson.metrics),
    .metrics(MetricsOutput(rows: SampleLesson.metrics.rows, perClass: SampleLesson.confusion.perClass)),
    .confusionMatrix(SampleLesson.confusion), .summary(SampleLesson.summary), .history(SampleLesson.history),
  ]

  private static let prose: [Block] = [
    .math(tex: "x", label: nil, location: LessonBuilder.here),
    .math(tex: "x", label: "eq-a", location: LessonBuilder.here),
    .listing(code: "let a = 1", language: "swift", location: LessonBuilder.here),
    .table(
      TableBlock(
        header: [[.text("a")]], alignments: [.none], rows: [[[.text("b")]]], label: nil, caption: [],
        location: LessonBuilder.here)),
  ]

  /// A page with all of them; cells that failed are shown even where they are not to be, and then nothing has a number.
  private func page(isIncluded: Bool) throws -> String {
    let cell = LessonBuilder.cell { $0.include = isIncluded }
    let run = LessonBuilder.run(
      Self.outputs + Self.outputs, stdout: "printed", status: .error, error: CellFailure(message: "no"))
    return try LessonBuilder.page(LessonBuilder.lesson(Self.prose + [.cell(cell)]), run: run).body
  }

  @Test("at which the Tab key stops have a name", arguments: [true, false])
  func stops(isIncluded: Bool) throws {
    let stops = try page(isIncluded: isIncluded).matches(of: /<[a-z]+ [^>]*tabindex="0"[^>]*>/).map { $0.output }
    #expect(stops.count > 15)
    for stop in stops {
      #expect(stop.contains("role=\"group\"") && stop.contains(/aria-label(ledby)?="[^"]+"/), "\(stop)")
    }
  }

  @Test("are named by their number where they have one")
  func numbers() throws {
    let page = try page(isIncluded: true)
    for name in ["Equation (1)", "Formula", "Code", "Table", "Table 1", "Output"] {
      #expect(page.contains("role=\"group\" aria-label=\"\(name)\""), "\(name)")
    }
  }

  @Test("without a number have no address, and what the report says of them stands there", arguments: [true, false])
  func addresses(isIncluded: Bool) throws {
    let page = try page(isIncluded: isIncluded)
    let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count && ids.allSatisfy { $0.first?.isLetter == true }, "\(ids)")
    #expect(!page.contains("\":caption\"") && page.contains("Accuracy, loss and support on each data set."))
  }

  @Test("of a gallery without words of their own are named by their place, and no empty line stands below them")
  func tiles() throws {
    let tiles = ["cat", "", "dog"].map {
      FigureImage(height: 1, width: 1, channels: 1, values: [0], title: $0)
    }
    let figure = FigureOutput(.images(ImageGrid(kind: .images, tiles: tiles, scale: .unit)))
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run([.figure(figure)])
    ).body
    #expect(page.contains("alt=\"\"><p><strong>cat</strong> </p></li>"))
    #expect(page.contains("alt=\"Image 2\"></li>"))
    #expect(!page.contains("<strong></strong>"))
  }
}
