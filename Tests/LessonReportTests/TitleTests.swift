import Foundation
import LessonDocument
import LessonReport
import Testing

@Suite("Title and subtitle")
struct TitleTests {
  private func page(_ frontMatter: String) throws -> (html: String, summary: ReportSummary, results: String) {
    try ReportFixture.withFolder { folder in
      let lesson = try LessonParser.parse(
        path: "lesson.md", contents: Data("---\n\(frontMatter)\n---\n\nText.\n".utf8))
      var run = LessonBuilder.run()
      run.cells = []
      let writer = try ReportWriter(templates: [ReportFixture.templates], output: folder)
      let summary = try writer.write(lesson, run: run, name: "lesson")
      let files = try ReportFixture.files(in: folder.appending(path: "lesson"))
      return (
        String(decoding: files["index.html"] ?? Data(), as: UTF8.self), summary,
        String(decoding: files["results.json"] ?? Data(), as: UTF8.self)
      )
    }
  }

  @Test("are inline Markdown at the top of the page and plain words elsewhere")
  func markup() throws {
    let page = try page("title: The *best* of `a_b`\nsubtitle: 'A **bold** line'")
    #expect(page.html.contains("<h1>The <em>best</em> of <code>a_b</code></h1>"))
    #expect(page.html.contains("<p class=\"subtitle\">A <strong>bold</strong> line</p>"))
    #expect(page.html.contains("<title>The best of a_b</title>"))
    #expect(page.summary.title == "The best of a_b" && page.summary.subtitle == "A bold line")
    #expect(page.results.contains("\"The best of a_b\""))
  }

  @Test("may hold formulas, and one that cannot be set is an error at its line")
  func formulas() throws {
    let page = try page(#"title: 'Weights $\theta$'"#)
    #expect(
      page.html.contains("<h1>Weights <span class=\"katex\"><math") && page.html.contains("<title>Weights θ</title>"))
    #expect(page.summary.problems == [])
    #expect(try self.page(#"title: 'Weights $\nothing{$'"#).summary.problems.map(\.line) == [2])
  }

  @Test("hold no HTML, which is text", arguments: ["Array<Int> in Swift", "<script>alert(1)</script>", "A & B"])
  func html(title: String) throws {
    let page = try page("title: '\(title)'")
    #expect(page.html.contains("<h1>\(HTMLText.escaped(title))</h1>"))
    #expect(page.html.contains("<title>\(HTMLText.escaped(title))</title>"))
    #expect(page.summary.title == title)
  }
}
