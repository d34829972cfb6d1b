import Foundation
import LessonEvents
import LessonRunner
import Testing

@Suite struct LessonCacheTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-lessons-\(UUID().uuidString)")

  private func entry(_ text: String) -> LessonCache.Entry {
    LessonCache.Entry(
      run: LessonRun(
        status: .ok, parameters: [:], cached: false, seconds: 1, cpuSeconds: 1, peakMemoryBytes: 1, datasets: [],
        cells: [CellRun(status: .ok, seconds: 1, stdout: text, error: nil, outputs: [])], inlineValues: []))
  }

  private func holds(_ cache: LessonCache, _ key: String) -> Bool {
    if case .found = cache.read(key) { true } else { false }
  }

  private func setAge(_ name: String, hours: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600 * hours)],
      ofItemAtPath: folder.appending(path: name).path)
  }

  @Test func whatWasNotUsedForLongestGoesFirst() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let large = LessonCache(folder: folder)
    for (index, key) in ["a", "b", "c"].enumerated() {
      try large.store(entry(String(repeating: key, count: 10_000)), key: key)
      try setAge(key, hours: Double(9 - index))
    }
    // Reading is use: of the three, `a` is now the youngest.
    #expect(holds(large, "a"))
    LessonCache(folder: folder, boundBytes: 25_000).dropOldest()
    #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "b").path))
    #expect(holds(large, "a") && holds(large, "c"))
  }

  @Test(arguments: [0, 10, 500]) func aHalfWrittenEntryIsDamaged(bytes: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = LessonCache(folder: folder)
    try cache.store(entry(String(repeating: "a", count: 1000)), key: "a")
    let file = folder.appending(path: "a")
    try Data(contentsOf: file).prefix(bytes).write(to: file)
    guard case .damaged = cache.read("a") else {
      Issue.record("an entry of \(bytes) bytes is taken for whole")
      return
    }
  }
}
