import Foundation
import LessonDocument
import Testing

/// Lessons in `Misuse` that misuse one form each, and beside them what the parser says about them. After a change of
/// sentences, run with `RECORD_SNAPSHOTS=1` and read the difference.
struct ErrorTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Misuse")

  static var lessons: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
    }
  }

  @Test(arguments: try lessons) func misuseIsSaidWithItsPlaceAndWhatToDo(name: String) throws {
    let said =
      complaints(try Data(contentsOf: Self.folder.appending(path: name + ".md"))).joined(separator: "\n") + "\n"
    let expected = Self.folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try Data(said.utf8).write(to: expected)
      Issue.record("recorded \(expected.lastPathComponent)")
    } else {
      #expect(try said == String(contentsOf: expected, encoding: .utf8))
    }
  }

  @Test func aLessonWithErrorsStillSaysItsTitleAndLanguage() {
    let text = "---\ntitle: Filtros\nlang: es\n---\n\n```{swift}\n//| lable: a\n1\n```\n"
    #expect {
      _ = try LessonParser.parse(path: "lesson.md", contents: Data(text.utf8))
    } throws: { error in
      let front = (error as? LessonErrors)?.frontMatter
      return front?.title == "Filtros" && front?.language == "es"
    }
  }

  @Test(arguments: ["", "\u{FEFF}", " \n\t\n"]) func anEmptyFileIsAnError(text: String) {
    #expect(complaints(text) == ["lesson.md:1:1: error: the lesson is empty; `cuaderno new PATH` writes a first one"])
  }

  @Test func bytesThatAreNotUTF8AreFound() {
    let latin = Data("# Uno\n\n".utf8) + Data([0x61, 0xF1, 0x6F])
    #expect(
      complaints(latin) == [
        "lesson.md:3:2: error: the byte 0xF1 at offset 8 is not UTF-8; save the file as UTF-8, for example with "
          + "`iconv -f LATIN1 -t UTF-8`"
      ])
    #expect(
      complaints(Data([0xFF, 0xFE, 0x61, 0x00])) == [
        "lesson.md:1:1: error: the byte 0xFF at offset 0 is not UTF-8; the file looks like UTF-16: save it as UTF-8"
      ])
    #expect(
      complaints(Data("a".utf8) + Data([0xE2, 0x82])).first?.hasPrefix("lesson.md:1:2: error: the byte 0xE2") == true)
    // At the beginning of a line, and behind a byte order mark.
    #expect(
      complaints(Data("abc\n".utf8) + Data([0xC9])).first?.hasPrefix("lesson.md:2:1: error: the byte 0xC9") == true)
    #expect(
      complaints(Data([0xEF, 0xBB, 0xBF, 0x61, 0xC9])).first?.hasPrefix("lesson.md:1:2: error: the byte 0xC9") == true)
  }

  @Test func zeroBytesAreNoText() {
    #expect(
      complaints("a\nb\0") == [
        "lesson.md:2:2: error: there is a zero byte at offset 3, so this is not a text file; save the lesson as plain "
          + "text in UTF-8"
      ])
  }

  @Test func hugeFilesAreRefused() {
    #expect(
      complaints(Data(repeating: 0x61, count: (4 << 20) + 1)) == [
        "lesson.md:1:1: error: the file has 4194305 bytes and a lesson may have 4194304; move data and pictures into "
          + "files of their own"
      ])
  }

  @Test(arguments: [
    String(repeating: ">", count: 5000) + " x",
    (0..<500).map { String(repeating: "  ", count: $0) + "- a\n" }.joined(),
    String(repeating: "*a ", count: 3000) + String(repeating: "a* ", count: 3000),
    String(repeating: "*a ", count: 3000) + "b" + String(repeating: "*", count: 3000),
  ])
  func deepNestingIsRefused(text: String) {
    let said = complaints(text)
    #expect(said.count == 1)
    #expect(said[0].hasSuffix("error: lists, quotes or emphasis are nested more than 64 deep here; flatten them"))
  }
}
