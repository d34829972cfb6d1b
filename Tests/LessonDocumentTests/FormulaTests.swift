import LessonDocument
import Testing

struct FormulaTests {
  /// The formulas of one paragraph.
  private func formulas(_ text: String) throws -> [String] {
    try lesson(text).blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let content, _), .heading(_, let content, _, _):
        content.compactMap { if case .math(let tex, _) = $0 { tex } else { nil } }
      case .math(let tex, _, _): ["displayed: " + tex]
      default: []
      }
    }
  }

  @Test(arguments: [
    ("the sum $a * b * c$ here", ["a * b * c"]),
    ("$x_1$ and $y_1$", ["x_1", "y_1"]),
    (#"$a \\, b$"#, [#"a \\, b"#]),
    (#"$a \$ b$"#, [#"a \$ b"#]),
    ("two lines $a\n= b$ here", ["a\n= b"]),
    ("# The $n$th", ["n"]),
    ("$5 and $6", []),
    ("US$5 and US$6", []),
    ("$ a$ and $a $", []),
    (#"\$a$"#, []),
    ("`$a$` and ``$b` $c$``", []),
    ("$$x$$", ["displayed: x"]),
    ("before $$x$$ after", ["displayed: x"]),
    ("$$\na\n=\nb\n$$", ["displayed: a\n=\nb"]),
    (
      "$$\n\\begin{aligned}\n    a &= 1 \\\\\n    - b\n\\end{aligned}\n$$",
      [
        "displayed: \\begin{aligned}\n    a &= 1 \\\\\n    - b\n\\end{aligned}"
      ]
    ),
    ("$$\na\n===\n    b\n$$", ["displayed: a\n===\n    b"]),
    ("```\n$a$\n```", []),
    ("    $a$", []),
    ("text\n\n    $$\n\nmore", []),
    ("- costs $5\n- costs 6$", []),
    ("{math} fence:\n```{math}\nx^2\n```", ["displayed: x^2"]),
  ])
  func dollarsAreFormulasByPandocsRule(text: String, expected: [String]) throws {
    #expect(try formulas(text) == expected)
  }

  @Test func pricesStayText() throws {
    let blocks = try lesson(#"It is $5, not $6, \$7."#).blocks
    #expect(blocks == [.paragraph([.text("It is $5, not $6, $7.")], location: SourceLocation(line: 1))])
  }

  @Test func aDisplayedFormulaDividesItsParagraph() throws {
    let blocks = try lesson("One\n$$ x $$ {#eq-x}\ntwo, see @eq-x.").blocks
    #expect(
      blocks == [
        .paragraph([.text("One")], location: SourceLocation(line: 1)),
        .math(tex: "x", label: "eq-x", location: SourceLocation(line: 2)),
        .paragraph(
          [.text("two, see "), .reference(label: "eq-x", location: SourceLocation(line: 3, column: 10)), .text(".")],
          location: SourceLocation(line: 2, column: 16)),
      ])
  }

  @Test func aFormulaInAQuoteLosesTheMarksOfTheQuote() throws {
    let blocks = try lesson("> $$\n> a > b\n> $$\n").blocks
    #expect(
      blocks == [
        .quote(
          [.math(tex: "a > b", label: nil, location: SourceLocation(line: 1, column: 3))],
          location: SourceLocation(line: 1))
      ])
  }

  @Test func anInlineValueInAQuoteLosesTheMarksOfTheQuote() throws {
    #expect(try lesson("> `{swift} a +\n> b`\n").inlineValues.map(\.expression) == ["a + b"])
  }

  @Test func linesBelowAFormulaKeepTheirNumbers() throws {
    let parsed = try lesson("$$\na\nb\n$$\n\nsee `{swift} n`\n\n```{swift}\nx\n```\n")
    #expect(parsed.inlineValues.map(\.location) == [SourceLocation(line: 6, column: 14)])
    #expect(parsed.cells.map(\.codeLine) == [9])
  }

  @Test func dollarsInAddressesAndHTMLStayWhatTheyAre() throws {
    let blocks = try lesson("[a](http://x/$a$?@fig-x) <b title=\"$c$\">").blocks
    #expect(
      blocks == [
        .paragraph(
          [
            .link(url: "http://x/$a$?@fig-x", title: "", content: [.text("a")]), .text(" "), .html("<b title=\"$c$\">"),
          ], location: SourceLocation(line: 1))
      ])
  }
}
