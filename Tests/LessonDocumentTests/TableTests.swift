import LessonDocument
import Testing

struct TableTests {
  private func table(_ text: String) throws -> TableBlock {
    let blocks = try lesson("```{table}\n\(text)\n```\n").blocks
    guard case .table(let table) = try #require(blocks.first) else {
      throw NotATable()
    }
    return table
  }

  private struct NotATable: Error {}

  @Test func pipeTableHasAlignmentsAndInlineMarkdown() throws {
    let found = try table("| Net | *Acc* | $\\|x\\||$ | n |\n|:--|--:|:-:|---|\n| `a|b` | 0.98 | c\\|d | |")
    #expect(found.alignments == [.left, .right, .center, .none])
    #expect(
      found.header == [
        [.text("Net")], [.emphasis([.text("Acc")])],
        [.math(tex: "\\|x\\||", location: SourceLocation(line: 2, column: 17))], [.text("n")],
      ])
    #expect(found.rows == [[[.code("a|b")], [.text("0.98")], [.text("c|d")], []]])
  }

  @Test func commaSeparatedRowsMayQuoteTheirCells() throws {
    let found = try table("x, y\n5,\"a, \"\"b\"\"\"\n,`{swift} n`")
    #expect(found.header == [[.text("x")], [.text("y")]])
    #expect(
      found.rows == [
        [[.text("5")], [.text("a, \"b\"")]],
        [
          [],
          [
            .value(
              InlineValue(index: 0, expression: "n", cellsBefore: 0, location: SourceLocation(line: 4, column: 11)))
          ],
        ],
      ])
  }

  @Test func doubledQuotesAreSingleOnesInCodeAndFormulasToo() throws {
    let found = try table("x,y\n\"`a\"\"b`, \"\"c\"\"\",\"$\"\"$ `{swift} \"\"n\"\"`\"  ")
    let place = SourceLocation(line: 3, column: 18)
    #expect(
      found.rows == [
        [
          [.code("a\"b"), .text(", \"c\"")],
          [
            .math(tex: "\"", location: place), .text(" "),
            .value(InlineValue(index: 0, expression: "\"n\"", cellsBefore: 0, location: place)),
          ],
        ]
      ])
  }

  @Test func labelAndCaptionAreOptions() throws {
    let found = try table("//| label: tbl-x\n//| caption: The *best*\na,b\n1,2")
    #expect(found.label == "tbl-x")
    #expect(found.caption == [.text("The "), .emphasis([.text("best")])])
    #expect(found.rows.count == 1)
  }

  @Test func cellsThatLookLikeBlocksAreText() throws {
    let found = try table("a,b\n# 1,- 2\n1.,> q")
    #expect(found.rows == [[[.text("# 1")], [.text("- 2")]], [[.text("1.")], [.text("> q")]]])
  }
}
