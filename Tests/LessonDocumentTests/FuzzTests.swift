import Foundation
import LessonDocument
import TestSupport
import Testing

struct FuzzTests {
  /// A lesson with every form.
  private static let seedLesson = #"""
    ---
    title: "Todo: formas"
    lang: es
    params: {epochs: 3, rate: 0.5}
    execute: {echo: fold}
    ---
    # Uno {#sec-uno}

    Texto con $a_1 * b$, `código`, **negrita**, `{swift} a + 1` y @fig-x. <!-- nada -->

    ```{swift}
    //| label: fig-x
    //| caption: "Uno"
    let a = 1
    ```

    - lista ![alt](p.png)
      $$
      \begin{aligned} a &= b \\ c \end{aligned}
      $$ {#eq-x}

      ~~~{table}
      //| label: tbl-x
      | a | `b|c` |
      |:--|--:|
      | 1 | $x|y$ |
      ~~~

    > ```{math}
    > %| label: eq-y
    > x^2
    > ```

    ```{table}
    a,"b ""c"""
    1,2
    ```

    ```{{swift}}
    x
    ```
    <div>html</div>
    """#

  private static let pieces = [
    "```", "```{swift}\n", "$$", "$", "\n", "\n\n", "---\n", "`", "{#sec-x}", "@fig-x", "//| ", "//| label: x\n", "| ",
    "> ", "- ", "    ", "\t", "\\", "\"", "\r\n", "\r", "![", "](", "<!--", "-->", "á", "👩‍👩‍👧", "\u{10FFF0}1\u{10FFF1}",
    ": ",
    "~~~", "{table}", "[a]: b\n", "===\n", "&amp;", "**", "1. ",
  ].map { Array($0.utf8) }

  /// Every mutation either parses or is refused with messages that stand inside the file.
  @Test(arguments: 1...8) func mutatedLessonsAreParsedOrRefused(seed: UInt64) {
    var random = SplitMix(seed)
    for _ in 0..<250 {
      var bytes = Array(Self.seedLesson.utf8)
      for _ in 0...Int(random.next() % 6) { Self.mutate(&bytes, &random) }
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      do {
        let lesson = try LessonParser.parse(path: "fuzz.md", contents: Data(bytes))
        #expect(lesson.cells.allSatisfy { (1...lines).contains($0.fenceLine) && $0.codeLine > $0.fenceLine })
        #expect(lesson.cells.map(\.index) == Array(lesson.cells.indices))
        #expect(lesson.inlineValues.map(\.index) == Array(lesson.inlineValues.indices))
      } catch {
        #expect(error.diagnostics.contains { $0.severity == .error })
        #expect(
          error.diagnostics.allSatisfy { (1...lines).contains($0.location.line) && $0.location.column > 0 },
          "\(error.diagnostics) in \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    let start = Int(random.next() % UInt64(bytes.count + 1))
    let end = min(bytes.count, start + Int(random.next() % 40))
    switch random.next() % 5 {
    case 0: bytes.removeSubrange(start..<end)
    case 1: bytes.insert(contentsOf: bytes[start..<end], at: Int(random.next() % UInt64(bytes.count + 1)))
    case 2: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: start)
    case 3: bytes.removeLast(bytes.count - end)
    default: bytes.insert(contentsOf: pieces[Int(random.next() % UInt64(pieces.count))], at: start)
    }
  }
}
