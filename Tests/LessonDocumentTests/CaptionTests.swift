import LessonDocument
import Testing

struct CaptionTests {
  private func caption(_ option: String, below: String = "") throws -> [Inline] {
    try lesson("```{swift}\n//| label: fig-a\n//| caption: \(option)\nx\n```\n\(below)").cells[0].options.caption
  }

  @Test func aCaptionIsInlineMarkdown() throws {
    #expect(
      try caption("The **best** of `four|five`, by [us](https://example.org)") == [
        .text("The "), .strong([.text("best")]), .text(" of "), .code("four|five"), .text(", by "),
        .link(url: "https://example.org", title: "", content: [.text("us")]),
      ])
  }

  @Test(arguments: [("", 14), ("\"", 15), ("'", 15)])
  func formulasAndReferencesKeepTheirPlace(quote: String, column: Int) throws {
    #expect(
      try caption("\(quote)Ñ $x*2*y$, @eq-a\(quote)", below: "\n$$ y $$ {#eq-a}\n") == [
        .text("Ñ "), .math(tex: "x*2*y", location: SourceLocation(line: 3, column: column + 2)), .text(", "),
        .reference(label: "eq-a", location: SourceLocation(line: 3, column: column + 11)),
      ])
  }

  @Test func aCaptionOfSeveralLinesStandsWhereItBegins() throws {
    let found = try lesson("```{swift}\n//| caption: >\n//|   One $x$\n//|   and *two*.\nx\n```\n").cells[0]
    #expect(
      found.options.caption == [
        .text("One "), .math(tex: "x", location: SourceLocation(line: 2, column: 14)), .text(" and "),
        .emphasis([.text("two")]), .text("."),
      ])
  }

  @Test func valuesInACaptionSeeTheirCell() throws {
    let found = try lesson("`{swift} a`\n\n```{swift}\n//| caption: All `{swift} n` of them\nlet n = 3\n```\n")
    #expect(found.inlineValues.map(\.expression) == ["a", "n"])
    #expect(found.inlineValues.map(\.cellsBefore) == [0, 1])
    #expect(found.inlineValues[1].location == SourceLocation(line: 4, column: 27))
  }

  @Test func aTableHasItsFormulasInTheCaptionToo() throws {
    let blocks = try lesson("```{table}\n//| caption: Sizes for $K$\na,b\n1,2\n```\n").blocks
    guard case .table(let table) = try #require(blocks.first) else {
      Issue.record("no table")
      return
    }
    #expect(
      table.caption == [.text("Sizes for "), .math(tex: "K", location: SourceLocation(line: 2, column: 24))])
  }

  @Test func whatIsWrongInACaptionIsSaidAtItsPlace() {
    #expect(
      complaints("```{swift}\n//| caption: See @fig-no\nx\n```\n").contains { $0.hasPrefix("lesson.md:2:18: error:") })
    #expect(
      complaints("```{swift}\n//| caption: A name {#fig-b}\nx\n```\n").contains {
        $0.hasPrefix("lesson.md:2:21: error:")
      })
  }

  @Test(arguments: ["# 1", "- 2", "> q", "    code", "2. a"]) func aCaptionIsNeverABlock(text: String) {
    #expect(InlineMarkdown.parse(text, at: SourceLocation(line: 1)) == [.text(text.trimmingPrefix("    ").description)])
  }

  @Test func whatAProgramMakesMayHoldFormulasAndReferences() {
    let place = SourceLocation(line: 7)
    #expect(
      InlineMarkdown.parse("*a* $b$ @fig-c `{swift} d`\n1 < 2", at: place) == [
        .emphasis([.text("a")]), .text(" "), .math(tex: "b", location: place), .text(" "),
        .reference(label: "fig-c", location: place), .text(" "), .code("{swift} d"), .text(" 1 < 2"),
      ])
    #expect(InlineMarkdown.parse("  \n ", at: place).isEmpty)
  }
}
