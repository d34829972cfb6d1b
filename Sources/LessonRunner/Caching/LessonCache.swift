import Folders
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
    /// Where the lesson stands: relative paths begin there, so that elsewhere it may read other files.
    var folder: String

    package init(
      run: LessonRun, codeLines: [Int] = [], dataStamp: String? = nil, inputs: [RecordedInput] = [], folder: String = ""
    ) {
      self.run = run
      self.codeLines = codeLines
      self.dataStamp = dataStamp
      self.inputs = inputs
      self.folder = folder
    }
  }

  package enum Reading {
    case found(Entry)
    case missing
    case damaged
  }

  let folder: BoundedFolder

  static let heading = "cuaderno lesson 5"

  package init(folder: URL, boundBytes: Int = 512 << 20) {
    self.folder = BoundedFolder(folder, boundBytes: boundBytes)
  }

  package func read(_ key: String) -> Reading {
    guard let data = folder.read(key) else { return .missing }
    guard let entry = Self.entry(in: data) else { return .damaged }
    folder.markUsed(key)
    return .found(entry)
  }

  /// Throws where the entry cannot be written; what was there before stays then.
  package func store(_ entry: Entry, key: String) throws {
    try folder.write(try Self.text(of: entry), as: key)
  }

  /// Removes the entries not used for longest until the rest keeps the bound.
  package func dropOldest() { folder.dropOldest() }
}
