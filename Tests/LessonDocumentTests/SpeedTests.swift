import Foundation
import LessonDocument
import TestSupport
import Testing

/// Eight times the lesson may take eight times as long, not sixty-four.
struct SpeedTests {
  @Test func parsingTakesTimeInProportionToTheLesson() throws {
    let paragraph = "Texto con $a_1 * b$, `código`, **negrita**, [un enlace](http://x) y números: $5 o $6.\n\n"
    let cell = "```{swift}\n//| caption: Uno\nlet a = 1\n```\n\n"
    let part = String(repeating: paragraph, count: 10) + cell
    #expect(try growth(20) { _ = try LessonParser.parse(path: "long.md", contents: text(part, $0)) } < 24)
  }

  @Test(arguments: [
    "$", "`", "[", "{#", "{#x}", "@fig-", "|", "**", "\"", "![", "$$", "``` ", "<!--", "\\$", "> - ", "ñ$x$ ",
    "@fig-ñ ", "`{swift} a` ñ",
  ])
  func repeatedOpeningsTakeTimeInProportionToTheirNumber(opening: String) {
    #expect(growth(2500) { _ = complaints(text(opening + "a ", $0)) } < 24)
  }

  private func text(_ part: String, _ count: Int) -> Data { Data((String(repeating: part, count: count) + "\n").utf8) }
}
