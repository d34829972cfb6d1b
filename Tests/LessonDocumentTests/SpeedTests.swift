import Foundation
import LessonDocument
import Testing

struct SpeedTests {
  /// Far above what it takes (a lesson of ordinary length: under a millisecond), far below what would be noticed.
  @Test func parsingTakesTimeInProportionToTheLesson() throws {
    let paragraph = "Texto con $a_1 * b$, `código`, **negrita**, [un enlace](http://x) y números: $5 o $6.\n\n"
    let cell = "```{swift}\n//| caption: Uno\nlet a = 1\n```\n\n"
    let text = Data(String(repeating: String(repeating: paragraph, count: 10) + cell, count: 200).utf8)
    let seconds = try ContinuousClock().measure { _ = try LessonParser.parse(path: "long.md", contents: text) }
    #expect(seconds < .seconds(2), "\(text.count) bytes")
  }

  @Test(arguments: ["$", "`", "[", "{#", "@fig-", "|", "**", "\"", "![", "$$", "``` ", "<!--", "\\$", "> - "])
  func repeatedOpeningsTakeNoMoreThanAMoment(opening: String) {
    let text = Data((String(repeating: opening + "a ", count: 20_000) + "\n").utf8)
    let seconds = ContinuousClock().measure { _ = complaints(text) }
    #expect(seconds < .seconds(4))
  }
}
