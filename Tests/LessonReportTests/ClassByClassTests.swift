import Foundation
import LessonEvents
import LessonReport
import Pictures
import Testing

@Suite("The sections of classes")
struct ClassByClassTests {
  private func page() throws -> (body: String, summary: ReportSummary, files: [String: Data]) {
    try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-c"))]),
      run: LessonBuilder.run([.figure(FigureOutput(.classes(SampleLesson.classes)))]))
  }

  @Test("are one a class, each with an address of its own, its measures and its confusions")
  func sections() throws {
    let body = try page().body
    for (i, name) in SampleLesson.classNames.enumerated() {
      #expect(body.contains("<section class=\"class-section\" id=\"fig-c:\(i + 1)\""), "\(name)")
    }
    #expect(body.contains("<h2 class=\"class-line\"><span class=\"class-name\" id=\"fig-c:1:name\">airplane</span>"))
    #expect(body.contains("Right: 660 of 1000.") && body.contains("Taken for ship (121), bird (65), deer (37)."))
    #expect(
      body.split(separator: "Surest mistakes").count - 1 == 9 && body.split(separator: "Surest hits").count - 1 == 10)
    #expect(body.contains("<span class=\"missed\">✗</span> airplane 0.50"))
    #expect(body.contains("A typical example and its 4 activation maps (conv2d_1)"))
  }

  @Test("need no alternative text of the author's, and leave their images as a file")
  func file() throws {
    let page = try page()
    #expect(page.summary.problems.isEmpty)
    let sheet = try Picture(png: try #require(page.files["figures/fig-c.png"]), file: "fig-c.png")
    // Two examples, a hit, a mistake a row; the page shows parts of it: the hit of the second class is one.
    #expect(sheet.width == 4 * 18 + 2 && sheet.height == 10 * 18 + 2)
    #expect(page.body.contains("viewBox=\"38 20 16 16\""))
    #expect(page.body.split(separator: "href=\"figures/fig-c.png\"").count == 2)
    #expect(page.files["figures/fig-c.3.png"] != nil && page.files["figures/fig-c.2.png"] == nil)
  }
}
