import Caching
import Digests
import Foundation
import LessonEvents

/// Finished lessons on disk. Entries carry the digest of their contents.
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

  let folder: BoundedFolder

  private static let heading = "cuaderno lesson 2 "

  package init(folder: URL, boundBytes: Int = 512 << 20) {
    self.folder = BoundedFolder(folder, boundBytes: boundBytes)
  }

  package func read(_ key: String) -> Reading {
    guard let data = folder.read(key) else { return .missing }
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")) else { return .damaged }
    let contents = data[(end + 1)...]
    guard String(decoding: data[..<end], as: UTF8.self) == Self.heading + SHA256.hexadecimal(of: Array(contents)),
      let entry = try? JSONDecoder.forLessons.decode(Entry.self, from: contents)
    else { return .damaged }
    folder.markUsed(key)
    return .found(entry)
  }

  /// Throws where the entry cannot be written; what was there before stays then.
  package func store(_ entry: Entry, key: String) throws {
    let contents = try JSONEncoder.forLessons.encode(entry)
    try folder.write(Data((Self.heading + SHA256.hexadecimal(of: Array(contents)) + "\n").utf8) + contents, as: key)
  }

  /// Removes the entries not used for longest until the rest keeps the bound.
  package func dropOldest() { folder.dropOldest() }
}
