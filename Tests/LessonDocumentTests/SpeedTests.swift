import Foundation
import LessonDocument
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Eight times the lesson may take eight times as long, not sixty-four. Measured in the processor time of this thread, the
/// best of a few runs, so that other work on the machine changes nothing.
struct SpeedTests {
  @Test func parsingTakesTimeInProportionToTheLesson() throws {
    let paragraph = "Texto con $a_1 * b$, `código`, **negrita**, [un enlace](http://x) y números: $5 o $6.\n\n"
    let cell = "```{swift}\n//| caption: Uno\nlet a = 1\n```\n\n"
    let part = String(repeating: paragraph, count: 10) + cell
    #expect(try growth(20) { _ = try LessonParser.parse(path: "long.md", contents: text(part, $0)) } < 24)
  }

  @Test(arguments: [
    "$", "`", "[", "{#", "@fig-", "|", "**", "\"", "![", "$$", "``` ", "<!--", "\\$", "> - ", "ñ$x$ ", "@fig-ñ ",
    "`{swift} a` ñ",
  ])
  func repeatedOpeningsTakeTimeInProportionToTheirNumber(opening: String) throws {
    #expect(try growth(2500) { _ = complaints(text(opening + "a ", $0)) } < 24)
  }

  private func text(_ part: String, _ count: Int) -> Data { Data((String(repeating: part, count: count) + "\n").utf8) }

  /// The time that `work` takes for eight times `size`, in terms of that for `size`.
  private func growth(_ size: Int, _ work: (Int) throws -> Void) rethrows -> Double {
    func best(_ size: Int) throws -> Double {
      try (0..<4).map { _ in
        let start = threadSeconds()
        try work(size)
        return threadSeconds() - start
      }.min() ?? 0
    }
    return try best(8 * size) / best(size)
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
