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
          kind: .images, tiles: [FigureImage(height: 1, width: 1, channels: 1, values: [0.5])], scale: .unit)),
      alt: "A grey *point*"))

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
    guard case .figure(var figure) = Self.figure else { return }
    figure.caption = "Step *two* of $x^2$ in @fig-a <img src=x onerror=alert(1)>"
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a"))]), run: LessonBuilder.run([.figure(figure)]))
    #expect(page.body.contains("Step <em>two</em> of <span class=\"katex\"><math"))
    #expect(page.body.contains("href=\"#fig-a\""))
    #expect(!page.body.contains("<img src=x"))
    #expect(page.summary.problems.isEmpty)
  }

  @Test("with a formula that cannot be set, or a reference to nothing, are errors at the cell")
  func wrong() throws {
    guard case .figure(var figure) = Self.figure else { return }
    figure.caption = "$\\frac{1$ in @fig-no"
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a"))]), run: LessonBuilder.run([.figure(figure)]))
    #expect(page.summary.problems.map(\.line) == [10, 10])
    #expect(page.summary.isFailed)
  }
}
