import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("Links and images of the prose")
struct LinkTests {
  /// The body of the page and what is said about the lesson at `path` below a folder of lessons.
  private func page(
    _ text: String, path: String = "clase-07.md", name: String? = nil, besides files: [String: [UInt8]] = [:],
    cells: [CellRun] = []
  ) throws -> (body: String, problems: [String], files: [String]) {
    try ReportFixture.withFolder { folder in
      for (name, bytes) in files {
        let file = folder.appending(path: "lessons/\(name)")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
      }
      let lesson = try LessonParser.parse(
        path: folder.appending(path: "lessons/\(path)").path, contents: Data(text.utf8))
      let output = folder.appending(path: "output")
      let writer = try ReportWriter(templates: [ReportFixture.templates], output: output)
      let name = name ?? String(path.dropLast(3))
      var run = LessonBuilder.run()
      run.cells = cells
      let summary = try writer.write(lesson, run: run, name: name)
      let html = try String(contentsOf: output.appending(path: "\(name)/index.html"), encoding: .utf8)
      return (
        String(html.split(separator: "<body", maxSplits: 1).last ?? ""), summary.problems.map(\.description),
        try ReportFixture.files(in: output.appending(path: name)).keys.sorted()
      )
    }
  }

  @Test(
    "to a lesson lead to its report",
    arguments: [
      ("clase-07.md", "clase-07", "clase-06.md", "../clase-06/index.html"),
      ("clase-07.md", "clase-07", "./extra/a.md#sec-x", "../extra/a/index.html#sec-x"),
      ("extra/a.md", "extra/a", "../clase-06.md", "../../clase-06/index.html"),
      ("extra/a.md", "extra/a", "b%20c.md", "../../extra/b%20c/index.html"),
      ("clase-07.md", "clase-07/epochs=1", "clase-06.md", "../../clase-06/index.html"),
      ("extra/a.md", "extra/a/epochs=1", "../clase-06.md", "../../../clase-06/index.html"),
      // A lesson that was given by itself.
      ("extra/a.md", "a", "b%20c.md", "../b%20c/index.html"),
    ])
  func lessons(path: String, name: String, url: String, address: String) throws {
    let page = try page(
      "# A [way](\(url))\n\nSee\n[there](\(url)).\n", path: path, name: name,
      besides: ["clase-06.md": [], "extra/a.md": [], "extra/b c.md": []])
    #expect(page.body.contains(">there</a>") && page.body.contains("<a href=\"\(address)\">there</a>"))
    #expect(page.problems == [])
  }

  @Test("to what is not there are warned of once, at their line, and the lesson is well")
  func missing() throws {
    let page = try page("# A [way](clase-6.md)\n\nSee\nthe [data](a.csv),\n[up](../x.md) and [up](../x.md).\n")
    #expect(
      page.problems == [
        "1:11: warning: The link clase-6.md leads to a lesson that is not there. Its path starts at the lesson's folder.",
        "4:12: warning: The link a.csv leads to a file that does not go with the report. Link a lesson (.md) or an address "
          + "in the web, or put the file beside the page yourself.",
        "5:6: warning: The link ../x.md leads out of the folder of lessons, and its report stands in another output or "
          + "nowhere. Run the folder that holds both lessons.",
      ])
    #expect(page.body.contains("href=\"../clase-6/index.html\"") && page.body.contains("href=\"a.csv\""))
  }

  @Test("of the title and the subtitle are warned of at their lines, though the cells are rendered before them")
  func title() throws {
    let page = try page(
      "---\ntitle: The [way](a.md)\nsubtitle: and [on](b.md)\n---\n\nText.\n\n```{swift}\n1\n```\n",
      cells: [CellRun(status: .ok, seconds: 1, stdout: "", error: nil, outputs: [])])
    #expect(page.problems.map { $0.prefix { $0 != "w" } } == ["2:18: ", "3:20: "])
  }

  @Test(
    "that are no paths stay as they are",
    arguments: ["https://example.org/a.md", "#sec-x", "mailto:a@b.org", "//example.org/a.md", "../index.html"])
  func others(url: String) throws {
    let page = try page("[there](\(url))\n")
    #expect(page.body.contains("<a href=\"\(url)\">there</a>"))
    #expect(page.problems == [])
  }

  @Test(
    "that Markdown makes of a footnote are not warned of a second time", arguments: ["pie", "clase-6.md", "../x.md"])
  func footnotes(note: String) throws {
    #expect(try page("Text[^1] here.\n\n[^1]: \(note)\n").problems == [])
  }

  @Test("to images are copied, from a folder beside the lesson too")
  func images() throws {
    let page = try page("![](img/../img/a%20b.svg)\n", besides: ["img/a b.svg": Array("<svg/>".utf8)])
    #expect(page.problems == [])
    #expect(page.files.contains("figures/a b.svg") && page.body.contains("src=\"figures/a%20b.svg\""))
  }

  @Test(
    "to images that cannot go with the report say why, and the way out",
    arguments: [
      ("../img/a.png", "leads out of the lesson's folder. Put a copy beside the lesson or in a folder there."),
      ("/img/a.png", "leads out of the lesson's folder. Put a copy beside the lesson or in a folder there."),
      (
        "https://example.org/a.png",
        "is no file beside the lesson, and a report does without the web. Put a copy beside the lesson and give its path."
      ),
      ("a.pdf", "is of no kind that browsers show. Save it as .png, .jpg, .gif, .svg or .webp."),
      ("b.png", "cannot be read. Its path starts at the lesson's folder."),
    ])
  func refusedImages(url: String, sentence: String) throws {
    let page = try page("Text.\n\n![](\(url))\n", besides: ["a.pdf": [1], "../img/a.png": [1]])
    #expect(page.problems == ["3:1: error: The image \(url) \(sentence)"])
  }
}
