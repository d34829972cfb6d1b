import Foundation
import LessonEvents
import LessonRunner
import TestSupport
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

  @Test func whatWasNotUsedForLongestGoesFirst() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let large = LessonCache(folder: folder)
    for (index, key) in ["a", "b", "c"].enumerated() {
      try large.store(entry(String(repeating: key, count: 10_000)), key: key)
      try setAge(folder.appending(path: key), hours: Double(9 - index))
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

  @Test func figuresComeBackWithTheirPixels() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = LessonCache(folder: folder)
    var entry = entry("a")
    let tiles = (1...3).map { side in
      FigureImage(height: side, width: 2, channels: 1, values: (0..<2 * side).map { Float($0) / -7 })
    }
    entry.run.cells[0].outputs = [
      .figure(FigureOutput(.images(ImageGrid(kind: .filters, tiles: tiles, scale: .shared))))
    ]
    entry.run.seconds = .infinity
    try cache.store(entry, key: "a")
    guard case .found(let found) = cache.read("a") else {
      Issue.record("the entry is not found")
      return
    }
    #expect(found.run == entry.run)
  }

  @Test(arguments: [20, 60, 200, -1]) func aChangedByteIsDamage(place: Int) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let cache = LessonCache(folder: folder)
    try cache.store(entry("a"), key: "a")
    let file = folder.appending(path: "a")
    var bytes = try Data(contentsOf: file)
    bytes[place < 0 ? bytes.count + place : place] ^= 1
    try bytes.write(to: file)
    guard case .damaged = cache.read("a") else {
      Issue.record("the changed entry is taken for whole")
      return
    }
  }
}
