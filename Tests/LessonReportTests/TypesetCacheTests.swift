import Foundation
import LessonDocument
import LessonReport
import Testing

@Suite("What an earlier run has set")
struct TypesetCacheTests {
  private static let lesson = LessonBuilder.lesson([
    .paragraph([.math(tex: "x^2", location: LessonBuilder.here)], location: LessonBuilder.here),
    .listing(code: "let a = 1", language: "swift", location: LessonBuilder.here),
  ])

  private static func texts(_ html: String) -> TypesetCache.Texts {
    var texts = TypesetCache.Texts()
    texts.formulas[.init(tex: "x^2", isDisplayed: false)] = html
    texts.listings[.init(code: "let a = 1", language: "swift")] = html
    return texts
  }

  private static func page(cache: URL?, in folder: URL) throws -> String {
    let writer = try ReportWriter(
      templates: [ReportFixture.templates], output: folder.appending(path: "output"), cache: cache)
    _ = try writer.write(lesson, run: LessonBuilder.run(), name: "lesson")
    return try String(contentsOf: folder.appending(path: "output/lesson/index.html"), encoding: .utf8)
  }

  @Test("gives the same page as setting it again")
  func samePage() throws {
    try ReportFixture.withFolder { folder in
      let cache = folder.appending(path: "pages")
      let fresh = try Self.page(cache: nil, in: folder)
      #expect(try Self.page(cache: cache, in: folder) == fresh)
      #expect(!TypesetCache(folder: cache).read("lesson.md").formulas.isEmpty)
      #expect(try Self.page(cache: cache, in: folder) == fresh)
    }
  }

  @Test("is what the page shows, and what it no longer uses is dropped")
  func isUsed() throws {
    try ReportFixture.withFolder { folder in
      let cache = TypesetCache(folder: folder.appending(path: "pages"))
      var stored = Self.texts("<i>kept</i>")
      stored.formulas[.init(tex: "gone", isDisplayed: true)] = "<i>gone</i>"
      cache.store(stored, lesson: "lesson.md")
      #expect(cache.read("lesson.md") == stored)
      #expect(cache.read("other.md") == TypesetCache.Texts())
      let page = try Self.page(cache: folder.appending(path: "pages"), in: folder)
      #expect(page.contains("<i>kept</i>"))
      #expect(cache.read("lesson.md") == Self.texts("<i>kept</i>"))
    }
  }

  @Test("counts as not there where its file is damaged or of another version of a library")
  func damaged() throws {
    try ReportFixture.withFolder { folder in
      let cache = TypesetCache(folder: folder)
      cache.store(Self.texts("<i>kept</i>"), lesson: "lesson.md")
      #expect(TypesetCache(folder: folder, scripts: folder).read("lesson.md") == TypesetCache.Texts())
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
      let file = folder.appending(path: name)
      let whole = try Data(contentsOf: file)
      for length in [0, 10, whole.count / 2, whole.count - 1] {
        try whole.prefix(length).write(to: file)
        #expect(cache.read("lesson.md") == TypesetCache.Texts(), "\(length) bytes")
      }
      try (whole.dropLast(2) + Data("xx".utf8)).write(to: file)
      #expect(cache.read("lesson.md") == TypesetCache.Texts())
    }
  }

  @Test("keeps a bound: the files written first go first")
  func bound() throws {
    try ReportFixture.withFolder { folder in
      let cache = TypesetCache(folder: folder, boundBytes: 50_000)
      for (i, name) in ["a", "b", "c"].enumerated() {
        cache.store(Self.texts(String(repeating: name, count: 10_000)), lesson: name)
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
          let path = folder.appending(path: file).path
          let age = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
          try FileManager.default.setAttributes([.modificationDate: age - Double(10 + i)], ofItemAtPath: path)
        }
      }
      #expect(["a", "b", "c"].map { cache.read($0) != TypesetCache.Texts() } == [false, true, true])
    }
  }
}
