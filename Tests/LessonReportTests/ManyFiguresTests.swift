import LessonReport
import TestSupport
import Testing

/// A cell may show ten thousand of them: eight times as many may take eight times as long, not sixty-four.
@Suite("Many figures")
struct ManyFiguresTests {
  @Test("are named in time in proportion to their number")
  func names() {
    let reserved: Set = ["fig-b"]
    let ratio = growth(1000) { count in
      var names = UniqueNames()
      for _ in 0..<count { _ = names.unique("fig-a", reserved: reserved) }
    }
    #expect(ratio < 24)
  }

  @Test("are kept in files in time in proportion to their number")
  func files() {
    let ratio = growth(500) { count in
      var files = PageFiles()
      for i in 0..<count {
        let bytes = Array("picture \(i)".utf8)
        guard files.path(of: bytes) == nil, !files.hasStem("figures/\(i)") else { continue }
        files.add("figures/\(i).png", bytes)
      }
    }
    #expect(ratio < 24)
  }

  @Test("have names that nothing else has")
  func unique() {
    var names = UniqueNames(besides: ["a"])
    let second = names.unique("a")
    let areNew = (names.take("a-3"), names.take("a-2"))
    let others = [names.unique("a", reserved: ["a-4"]), names.unique("a-5"), names.unique("a")]
    #expect(second == "a-2" && areNew == (true, false))
    #expect(others == ["a-5", "a-5-2", "a-6"])
    #expect(names.contains("a-3") && !names.contains("a-4"))
  }

  @Test("are found by path, bytes and stem, the first of equal ones")
  func found() {
    var files = PageFiles()
    files.add("figures/a.1.png", [1])
    files.add("figures/b.svg", [1])
    #expect(files.path(of: [1]) == "figures/a.1.png" && files.path(of: [2]) == nil)
    #expect(files.bytes(at: "figures/b.svg") == [1] && files.bytes(at: "figures/b") == nil)
    #expect(files.hasStem("figures/a.1") && !files.hasStem("figures/a") && files.all.count == 2)
  }
}
