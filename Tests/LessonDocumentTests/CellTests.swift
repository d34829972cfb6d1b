import Foundation
import LessonDocument
import Testing

struct CellTests {
  @Test func cellHasItsCodeOptionsAndLines() throws {
    let cells = try lesson(
      """
      # One

      ```{swift}
      //| label: fig-one
      //| caption: "Twelve: a dozen"
      //| echo: fold
      //| timeout: 2.5
      //| tags: [slow, data]
      let x = 12
      x
      ```
      """
    ).cells
    let cell = try #require(cells.first)
    #expect(cells.count == 1)
    #expect(cell.code == "let x = 12\nx\n")
    #expect(cell.fenceLine == 3)
    #expect(cell.codeLine == 9)
    #expect(cell.options.label == "fig-one")
    #expect(cell.options.caption == [.text("Twelve: a dozen")])
    #expect(cell.options.echo == .fold)
    #expect(cell.options.timeout == 2.5)
    #expect(cell.options.tags == ["slow", "data"])
  }

  @Test(arguments: ["//|", "#|"]) func bothMarkersOfOptionsAreTaken(marker: String) throws {
    let cell = try lesson("```{swift}\n\(marker) eval: false\n\(marker)output: false\nf()\n```\n").cells[0]
    #expect(!cell.options.eval)
    #expect(!cell.options.output)
    #expect(cell.code == "f()\n")
    #expect(cell.codeLine == 4)
  }

  @Test func optionsOfACellStandOverThoseOfTheFrontMatter() throws {
    let cells = try lesson(
      """
      ---
      execute: {echo: false, error: true, timeout: 7}
      ---
      ```{swift}
      a
      ```
      ```{swift}
      //| echo: true
      //| error: false
      //| timeout: 8
      b
      ```
      """
    ).cells
    #expect(cells.map(\.options.echo) == [.hide, .show])
    #expect(cells.map(\.options.error) == [true, false])
    #expect(cells.map(\.options.timeout) == [7, 8])
  }

  @Test func captionsMayTakeSeveralLines() throws {
    let cell = try lesson(
      "```{swift}\n//| caption: >\n//|   One line\n//|   and another.\n//| alt: Ten\nx\n```\n"
    ).cells[0]
    #expect(cell.options.caption == [.text("One line and another.")])
    #expect(cell.options.alt == "Ten")
    #expect(cell.codeLine == 6)
  }

  @Test func cellsInListsAndQuotesKeepTheirLinesAndIndentation() throws {
    let cells = try lesson(
      """
      1. First

         ```{swift}
         //| label: in-list
         let a = 1
           let b = 2
         ```

      > ```{swift}
      > let c = 3
      > ```
      """
    ).cells
    #expect(cells.map(\.code) == ["let a = 1\n  let b = 2\n", "let c = 3\n"])
    #expect(cells.map(\.codeLine) == [5, 10])
    #expect(cells.map(\.codeIndent) == [3, 2])
  }

  @Test(arguments: ["\n", "\r\n", "\r"]) func linesAreThoseOfTheFileHoweverTheyEnd(lineEnd: String) throws {
    let text = ["\u{FEFF}---", "title: T", "---", "", "$a", "+ b$", "", "```{swift}", "x", "y", "```", ""]
    let parsed = try lesson(text.joined(separator: lineEnd))
    #expect(parsed.frontMatter.title == "T")
    #expect(parsed.cells[0].codeLine == 9)
    #expect(parsed.cells[0].code == "x\ny\n")
    #expect(parsed.sourceLines[8] == "x")
  }

  @Test func plainFencesAreListingsAndDoubledBracesShowACell() throws {
    let blocks = try lesson("```swift\nlet a = 1\n```\n\n```{{swift}}\n//| echo: false\nb\n```\n").blocks
    #expect(
      blocks == [
        .listing(code: "let a = 1\n", language: "swift", location: SourceLocation(line: 1)),
        .listing(
          code: "```{swift}\n//| echo: false\nb\n```\n", language: "swift", location: SourceLocation(line: 5)),
      ])
  }

  @Test func emptyCellsAndCellsOfAFileAreCells() throws {
    let cells = try lesson("```{swift}\n```\n\n```{swift}\n//| file: code/net.swift\n```\n").cells
    #expect(cells.map(\.code) == ["", ""])
    #expect(cells.map(\.index) == [0, 1])
    #expect(cells[1].options.file == "code/net.swift")
  }

  @Test func codeOfAFileHasTheLineEndsOfALesson() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "lesson.md").path
    let cell = try lesson("```{swift}\n//| file: net.swift\n```\n", path: path).cells[0]
    #expect(throws: CodeFileError.unreadable(name: "net.swift")) { try cell.code(beside: path) }
    for (bytes, code) in [
      ("\u{FEFF}a\r\nb\rc\n", "a\nb\nc\n"), ("a\r\n\r\nb", "a\n\nb"), ("\r\n", "\n"), ("", ""),
    ] {
      try Data(bytes.utf8).write(to: folder.appending(path: "net.swift"))
      #expect(try cell.code(beside: path) == code)
    }
    try Data([0x61, 0xFF]).write(to: folder.appending(path: "net.swift"))
    #expect(throws: CodeFileError.notUTF8(name: "net.swift")) { try cell.code(beside: path) }
  }

  @Test func aCellInsideACommentOrALongerFenceDoesNotRun() throws {
    let parsed = try lesson("<!--\n```{swift}\na\n```\n-->\n\n````\n```swift\nb\n```\n````\n")
    #expect(parsed.cells.isEmpty)
  }
}
