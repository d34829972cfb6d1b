import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("The page of the course")
struct CourseTests {
  private func course(_ entries: [ReportSummary]) throws -> String {
    try ReportFixture.withFolder { folder in
      let writer = try ReportWriter(templates: [ReportFixture.templates], output: folder)
      try writer.writeCourse(entries)
      return try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
    }
  }

  private func entry(_ name: String, _ language: String, _ number: Int? = nil, title: String? = nil) -> ReportSummary {
    ReportSummary(name: name, title: title ?? name, language: language, lectureNumber: number, isFailed: false)
  }

  private func places(_ texts: [String], in page: String) -> [String.Index] {
    texts.compactMap { page.range(of: $0)?.lowerBound }
  }

  @Test("has the lessons in the order of their lectures, those without a number after them")
  func order() throws {
    let page = try course([entry("z", "en"), entry("b", "en", 10), entry("a", "en", 9)])
    let found = places(["href=\"a/index.html\"", "href=\"b/index.html\"", "href=\"z/index.html\""], in: page)
    #expect(found.count == 3 && found == found.sorted())
    #expect(!page.contains(">English<"))
  }

  @Test(
    "speaks the language of most lessons, of the less deep folder where there are as many, and groups them by language")
  func languages() throws {
    let page = try course([entry("a", "en", 2), entry("b", "es", 1)])
    #expect(page.contains("<html lang=\"es\">"))
    let found = places([">Español</h2>", "href=\"b/index.html\"", ">English</h2>", "href=\"a/index.html\""], in: page)
    #expect(found.count == 4 && found == found.sorted())
    #expect(try course([entry("a", "en", 2), entry("b", "es", 1), entry("c", "en")]).contains("<html lang=\"en\">"))
    #expect(try course([entry("en/a", "en", 1), entry("b", "es", 1)]).contains("<html lang=\"es\">"))
  }

  @Test("finds sections by what they say: the index holds titles, text, captions and the names in the code")
  func index() throws {
    let here = LessonBuilder.here
    let cell = LessonBuilder.cell("let maps = try MaxPooling2D(2)") { $0.caption = [.text("Los mapas.")] }
    let lesson = LessonBuilder.lesson(
      [
        .paragraph([.text("El comienzo."), .softBreak, .code("x < y")], location: here),
        .heading(level: 1, content: [.text("Acá")], label: "sec-a", location: SourceLocation(line: 7)),
        .list(items: [[.paragraph([.text("Una lista.")], location: here)]], start: nil, isTight: true, location: here),
        .cell(cell),
      ], language: "es", title: "</script>")
    let summary = try LessonBuilder.page(lesson).summary
    #expect(summary.excerpt == "El comienzo. <code>x &lt; y</code>")
    #expect(
      summary.sections == [
        SearchSection(title: "</script>", anchor: "", text: "El comienzo. x < y"),
        SearchSection(
          title: "Acá", anchor: "sec-a", text: "Una lista. Los mapas.", names: ["let", "maps", "try", "MaxPooling2D"]),
      ])
    let page = try course([summary])
    let start = try #require(page.range(of: "id=\"search-index\">")).upperBound
    let json = page[start...].prefix { $0 != "<" }
    let read = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    #expect(read[0]["title"] as? String == "</script>" && read[0]["address"] as? String == "lesson/index.html")
    #expect((read[0]["sections"] as? [[String]])?[1][0] == "Acá")
  }

  @Test("says how a lesson begins with formulas set, cut between words, without links")
  func excerpt() throws {
    let here = LessonBuilder.here
    func excerpt(_ content: [Inline]) throws -> String? {
      try LessonBuilder.page(LessonBuilder.lesson([.paragraph(content, location: here)])).summary.excerpt
    }
    let start: [Inline] = [
      .text("Of "), .strong([.math(tex: "x_i", location: here)]), .text(" & "),
      .link(url: "#a", title: "", content: [.text("more")]), .text(" "),
    ]
    let short = try #require(try excerpt(start))
    #expect(short.hasPrefix("Of <strong><span class=\"katex\"><math"))
    #expect(short.hasSuffix("</strong> &amp; more "))
    let long = try #require(
      try excerpt(start + [.text(String(repeating: "word ", count: 60)), .emphasis([.text("end")])]))
    #expect(long.hasSuffix("word …") && !long.contains("end"))
    #expect(try excerpt([.math(tex: "\\frac{1", location: here), .text("<")]) == "\\frac{1&lt;")
    let page = try course([LessonBuilder.page(LessonBuilder.lesson([.paragraph(start, location: here)])).summary])
    #expect(page.contains("<p class=\"excerpt\" lang=\"en\">Of <strong><span"))
  }

  @Test("shows the most telling figure of a lesson", arguments: [false, true])
  func thumbnail(_ selfContained: Bool) throws {
    let figures: [CellOutput] = [
      .figure(FigureOutput(.regression(SampleLesson.regression))),
      .figure(FigureOutput(.images(ImageGrid(kind: .images, tiles: [SampleLesson.image(8, 0)], scale: .unit)))),
      .figure(FigureOutput(.images(SampleLesson.activationMaps))), .figure(FigureOutput(.images(SampleLesson.gallery))),
    ]
    let summary = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run(figures),
      selfContained: selfContained
    ).summary
    if selfContained {
      #expect(summary.thumbnail?.hasPrefix("data:image/png;base64,") == true)
    } else {
      #expect(summary.thumbnail == "figures/figure-3.png")
    }
    #expect(
      try course([summary]).contains(
        "<div class=\"thumbnail\"><img src=\"\(selfContained ? "data:" : "lesson/figures/")"))
  }
}
