import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("Captions")
struct CaptionTests {
  private static let figure = CellOutput.figure(
    FigureOutput(
      .images(
        ImageGrid(
          kind: .images, tiles: [FigureImage(height: 1, width: 1, channels: 1, values: [0.5])], scale: .unit)))
  ).captioned(nil, alt: "A grey *point*")

  @Test("of a cell are inline Markdown with formulas and references; results.json has their words")
  func cell() throws {
    let here = LessonBuilder.here
    let cell = LessonBuilder.cell(label: "fig-a") {
      $0.caption = [
        .strong([.text("One")]), .text(" of "), .math(tex: "K", location: here), .text(", see "),
        .reference(label: "fig-a", location: here), .code("<b>"),
      ]
    }
    let page = try LessonBuilder.page(LessonBuilder.lesson([.cell(cell)]), run: LessonBuilder.run([Self.figure]))
    #expect(page.body.contains("<strong>One</strong> of <span class=\"katex\"><math"))
    #expect(page.body.contains("see <a class=\"reference\" href=\"#fig-a\">Figure 1</a><code>&lt;b&gt;</code>"))
    #expect(page.body.contains("alt=\"A grey *point*\""))
    let results = try #require(page.files["results.json"])
    #expect(String(decoding: results, as: UTF8.self).contains("\"caption\": \"One of K, see Figure 1<b>\""))
  }

  @Test("that a cell gives while it runs are inline Markdown too, and nothing in them is raw HTML")
  func program() throws {
    let figure = Self.figure.captioned("Step *two* of $x^2$ in @fig-a <img src=x onerror=alert(1)>", alt: nil)
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a"))]), run: LessonBuilder.run([figure]))
    #expect(page.body.contains("Step <em>two</em> of <span class=\"katex\"><math"))
    #expect(page.body.contains("href=\"#fig-a\""))
    #expect(!page.body.contains("<img src=x"))
    #expect(page.summary.problems.isEmpty)
  }

  @Test("with a formula that cannot be set, or a reference to nothing, are errors at the cell")
  func wrong() throws {
    let figure = Self.figure.captioned("$\\frac{1$ in @fig-no", alt: nil)
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a"))]), run: LessonBuilder.run([figure]))
    #expect(page.summary.problems.map(\.line) == [10, 10])
    #expect(page.summary.isFailed)
  }

  /// One output of each kind.
  static let outputs: [(CellOutput, String)] = [
    (.text("a text"), "Table 1"), (.table(TableOutput(rows: [["1", "2"]], isNumeric: true)), "Table 1"),
    (.metrics(SampleLesson.metrics), "Table 1"), (.confusionMatrix(SampleLesson.confusion), "Table 1"),
    (.summary(SampleLesson.summary), "Table 1"), (.history(SampleLesson.history), "Figure 1"), (figure, "Figure 1"),
  ]

  @Test("that a cell gives number whatever it shows, on the page and in results.json", arguments: outputs)
  func everyKind(_ output: CellOutput, _ number: String) throws {
    let lesson = LessonBuilder.lesson([.cell(LessonBuilder.cell { $0.caption = [.text("The cell's")] })])
    let page = try LessonBuilder.page(
      lesson, run: LessonBuilder.run([output.captioned("Words of *mine*", alt: nil), .text("other")]))
    #expect(page.body.contains("<span class=\"caption-number\">\(number).</span> Words of <em>mine</em>"))
    #expect(!page.body.contains("The cell&#39;s"))
    let results = String(decoding: try #require(page.files["results.json"]), as: UTF8.self)
    #expect(results.contains("\"caption\": \"Words of mine\""))
  }

  @Test("of a cell go to what it shows, be it only text", arguments: outputs)
  func ofCell(_ output: CellOutput, _ number: String) throws {
    let label = number.hasPrefix("T") ? "tbl-a" : "fig-a"
    let lesson = LessonBuilder.lesson([
      .paragraph([.reference(label: label, location: LessonBuilder.here)], location: LessonBuilder.here),
      .cell(LessonBuilder.cell(label: label) { $0.caption = [.text("From the options")] }),
    ])
    let page = try LessonBuilder.page(lesson, run: LessonBuilder.run([output]))
    #expect(page.body.contains("<span class=\"caption-number\">\(number).</span> From the options"))
    #expect(page.body.contains("<a class=\"reference\" href=\"#\(label)\">\(number)</a>"))
    #expect(page.body.contains("id=\"\(label)\""))
    let results = String(decoding: try #require(page.files["results.json"]), as: UTF8.self)
    #expect(results.contains("\"caption\": \"From the options\""))
  }
}
