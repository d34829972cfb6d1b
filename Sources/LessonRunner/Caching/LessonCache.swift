import Digests
import Foundation
import LessonEvents

/// Finished lessons on disk. Entries are written aside and renamed, carry the digest of their contents, and the ones
/// not used for longest go when all together outgrow the bound.
package struct LessonCache: Sendable {
  /// A lesson that ran well, with what is needed to use it again.
  package struct Entry: Codable {
    package var run: LessonRun
    /// Line of the code of each cell when it ran: the cells may have moved since.
    var codeLines: [Int]
    /// State of the folders of data sets, where the lesson opened one.
    var dataStamp: String?
    /// What the lesson read through the engine.
    var inputs: [RecordedInput]

    package init(run: LessonRun, codeLines: [Int] = [], dataStamp: String? = nil, inputs: [RecordedInput] = []) {
      self.run = run
      self.codeLines = codeLines
      self.dataStamp = dataStamp
      self.inputs = inputs
    }
  }

  package enum Reading {
    case found(Entry)
    case missing
    case damaged
  }

  let folder: URL
  let boundBytes: Int

  private static let asidePrefix = ".aside-"
  private static let asideSeconds = 3600.0

  package init(folder: URL, boundBytes: Int = 512 << 20) {
    self.folder = folder
    self.boundBytes = boundBytes
  }

  private static let heading = "cuaderno lesson 2 "

  package func read(_ key: String) -> Reading {
    let file = file(key)
    guard let data = FileManager.default.contents(atPath: file.path) else { return .missing }
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { return .damaged }
    let contents = data[(end + 1)...]
    guard String(decoding: data[..<end], as: UTF8.self) == Self.heading + SHA256.hexadecimal(of: Array(contents)),
      let entry = try? JSONDecoder.forLessons.decode(Entry.self, from: contents)
    else { return .damaged }
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
    return .found(entry)
  }

  /// Throws where the entry cannot be written; what was there before stays then.
  package func store(_ entry: Entry, key: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let contents = try JSONEncoder.forLessons.encode(entry)
    let text = Data((Self.heading + SHA256.hexadecimal(of: Array(contents)) + "\n").utf8) + contents
    let aside = folder.appending(path: "\(Self.asidePrefix)\(UUID().uuidString)")
    do {
      try text.write(to: aside)
      guard rename(aside.path, file(key).path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: aside)
      throw error
    }
  }

  private func file(_ key: String) -> URL { folder.appending(path: key) }

  /// Removes the entries not used for longest until the rest keeps the bound, and what killed writers left.
  package func dropOldest() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let stamps = names.compactMap { FileStamp(folder.appending(path: $0)) }.sorted { $0.modified < $1.modified }
    // Nobody takes an hour to write an entry.
    let abandoned = Date().timeIntervalSince1970 - Self.asideSeconds
    for stamp in stamps where stamp.modified < abandoned && stamp.path.contains("/\(Self.asidePrefix)") {
      try? FileManager.default.removeItem(atPath: stamp.path)
    }
    var bytes = stamps.reduce(0) { $0 + $1.bytes }
    for stamp in stamps {
      if bytes <= boundBytes { return }
      if (try? FileManager.default.removeItem(atPath: stamp.path)) != nil { bytes -= stamp.bytes }
    }
  }
}
