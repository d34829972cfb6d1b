import Foundation
import LessonDocument
import LessonEvents
import Testing

struct FrontMatterTests {
  @Test func aLanguageIsKnownThatTheReportHasWordsFor() throws {
    let text = Data("---\nlang: fr-CA\n---\n\nTexte.\n".utf8)
    let found = try LessonParser.parse(path: "a.md", contents: text, languages: ["en", "es", "fr"])
    #expect(found.frontMatter.language == "fr")
    #expect(throws: LessonErrors.self) { try LessonParser.parse(path: "a.md", contents: text) }
  }

  @Test func everyKeyIsRead() throws {
    let found = try lesson(
      """
      ---
      title: "Filtros: convolución"
      subtitle: Clase 7
      author: [Ana, Beto]
      date: 2019-05-01
      lang: es-AR
      class: 7
      params:
        quick: false
        epochs: 5
        rate: 1e-3
        name: mnist
        quoted: "7"
      execute:
        echo: fold
        error: true
        timeout: 30
        cache: false
        optimize: true
      toc: false
      number-sections: true
      html: true
      ---
      """
    ).frontMatter
    var execute = ExecuteOptions()
    execute.echo = .fold
    execute.error = true
    execute.timeout = 30
    execute.cache = false
    execute.optimize = true
    var expected = FrontMatter(
      title: "Filtros: convolución", subtitle: "Clase 7", authors: ["Ana", "Beto"], date: "2019-05-01",
      language: "es", lectureNumber: 7,
      parameters: [
        ("quick", .bool(false)), ("epochs", .int(5)), ("rate", .double(1e-3)), ("name", .string("mnist")),
        ("quoted", .string("7")),
      ], execute: execute, showsContents: false, numbersSections: true, allowsHTML: true)
    expected.titleContent = [.text("Filtros: convolución")]
    expected.subtitleContent = [.text("Clase 7")]
    #expect(found == expected)
  }

  @Test(arguments: ["\n", "\n \t\n\n"]) func blankLinesMayStandBeforeIt(blank: String) throws {
    let found = try lesson(blank + "---\ntitle: A\nlang: es\n---\n\n```{swift}\nx\n```\n")
    #expect(found.frontMatter.title == "A" && found.frontMatter.language == "es")
    #expect(found.blocks.count == 1)
    #expect(found.cells.map(\.codeLine) == [7 + blank.count { $0 == "\n" }])
  }

  @Test func theTitleIsInlineMarkdown() throws {
    let found = try lesson("---\ntitle: The *best* $x$\nsubtitle: Array<Int>\n---\n").frontMatter
    let place = SourceLocation(line: 2, column: 8)
    #expect(
      found.titleContent == [.text("The "), .emphasis([.text("best")]), .text(" "), .math(tex: "x", location: place)])
    #expect(found.title == "The best x" && found.subtitle == "Array<Int>")
  }

  @Test(arguments: [
    ("Prose\n\n# The *first* heading\n", "The first heading"), ("Prose", "clase-07"),
    ("---\nlang: es\n---\n", "clase-07"),
  ])
  func withoutATitleTheFirstHeadingOrTheFileNamesTheLesson(text: String, title: String) throws {
    #expect(try lesson(text, path: "lessons/clase-07.md").frontMatter.title == title)
  }

  @Test func unknownKeysAreWarningsWithTheNearestKnownOne() {
    #expect(
      complaints("---\ntitel: x\nexecute:\n  ehco: true\nzzzzzzz: 1\n---\n") == [
        "lesson.md:2:1: warning: unknown key `titel` in the front matter is ignored (did you mean `title`?)",
        "lesson.md:4:3: warning: unknown key `ehco` under `execute` is ignored (did you mean `echo`?)",
        "lesson.md:5:1: warning: unknown key `zzzzzzz` in the front matter is ignored",
      ])
  }
}
