import LessonDocument
import Testing

struct ProseTests {
  @Test func inlineValuesKnowTheirPlaceAndTheCellsBefore() throws {
    let parsed = try lesson(
      "It is `{swift} a + 1` and ``{swift} \"`\"``.\n\n```{swift}\nlet a = 1\n```\n\n- **Now `{swift}  a`**\n")
    #expect(
      parsed.inlineValues == [
        InlineValue(index: 0, expression: "a + 1", cellsBefore: 0, location: SourceLocation(line: 1, column: 16)),
        InlineValue(index: 1, expression: "\"`\"", cellsBefore: 0, location: SourceLocation(line: 1, column: 37)),
        InlineValue(index: 2, expression: "a", cellsBefore: 1, location: SourceLocation(line: 7, column: 19)),
      ])
  }

  @Test func spansThatOnlyShowAnInlineValueStayCode() throws {
    let blocks = try lesson("`{swift}`, `{{swift}} x` and `swift x`").blocks
    #expect(
      blocks == [
        .paragraph(
          [.code("{swift}"), .text(", "), .code("{swift} x"), .text(" and "), .code("swift x")],
          location: SourceLocation(line: 1))
      ])
  }

  @Test func columnsCountCharacters() throws {
    let parsed = try lesson("áéí 👩‍👩‍👧 `{swift} x`")
    #expect(parsed.inlineValues[0].location == SourceLocation(line: 1, column: 16))
  }

  @Test func headingsHaveLabelsAndReferencesFindThem() throws {
    let blocks = try lesson("Intro {#sec-intro}\n=====\n\nSee «@sec-intro», me@sec-mail.org, \\@fig-x, `@fig-y`.")
      .blocks
    #expect(
      blocks == [
        .heading(level: 1, content: [.text("Intro")], label: "sec-intro", location: SourceLocation(line: 1)),
        .paragraph(
          [
            .text("See «"), .reference(label: "sec-intro", location: SourceLocation(line: 4, column: 6)),
            .text("», me@sec-mail.org, @fig-x, "), .code("@fig-y"), .text("."),
          ], location: SourceLocation(line: 4)),
      ])
  }

  @Test func imagesKnowTheirPlace() throws {
    let blocks = try lesson("One,\n  and **![a *b*](p.png \"T\")**").blocks
    #expect(
      blocks == [
        .paragraph(
          [
            .text("One,"), .softBreak, .text("and "),
            .strong([
              .image(url: "p.png", title: "T", alt: "a b", location: SourceLocation(line: 2, column: 9))
            ]),
          ], location: SourceLocation(line: 1))
      ])
  }

  @Test func listsAndQuotesNest() throws {
    let blocks = try lesson("3. a\n   - b\n\n> c\n\n---\n").blocks
    #expect(
      blocks == [
        .list(
          items: [
            [
              .paragraph([.text("a")], location: SourceLocation(line: 1, column: 4)),
              .list(
                items: [[.paragraph([.text("b")], location: SourceLocation(line: 2, column: 6))]], start: nil,
                isTight: true, location: SourceLocation(line: 2, column: 4)),
            ]
          ], start: 3, isTight: true, location: SourceLocation(line: 1)),
        .quote(
          [.paragraph([.text("c")], location: SourceLocation(line: 4, column: 3))], location: SourceLocation(line: 4)),
        .rule(location: SourceLocation(line: 6)),
      ])
  }

  @Test func commentsNeverArriveAndOtherHTMLDoes() throws {
    let blocks = try lesson("<!-- $$ @fig-x -->\n\na <!-- b -->c\n\n<div>\n$x$\n</div>\n").blocks
    #expect(
      blocks == [
        .paragraph([.text("a c")], location: SourceLocation(line: 3)),
        .html("<div>\n$x$\n</div>\n", location: SourceLocation(line: 5)),
      ])
  }

  @Test func aCharacterOfPrivateUseIsNotTakenForAPlaceHolder() throws {
    let text = "\u{10FFF0}0\u{10FFF1} $x$"
    #expect(
      try lesson(text).blocks == [
        .paragraph(
          [.text("\u{10FFF0}0\u{10FFF1} "), .math(tex: "x", location: SourceLocation(line: 1, column: 5))],
          location: SourceLocation(line: 1))
      ])
  }
}
