import Digests
import Foundation

/// Names, sizes and times of all files below a folder: changes when any of them does.
struct FolderStamp {
  let digest: String

  init(_ path: String) {
    self.init(path) { _ in true }
  }

  /// Of a folder in which data sets are looked for: without folders, and without what a download needs on its way.
  init(ofData path: String) {
    self.init(path) { file in
      let isFolder = (try? file.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
      return !isFolder && !["lock", "part", "log"].contains(file.pathExtension)
    }
  }

  private init(_ path: String, where isCounted: (URL) -> Bool) {
    var lines: [String] = []
    let names = FileManager.default.enumerator(atPath: path)
    while let name = names?.nextObject() as? String {
      let file = URL(fileURLWithPath: path).appending(path: name)
      guard isCounted(file), let stamp = FileStamp(file) else { continue }
      lines.append("\(name) \(stamp.bytes) \(stamp.modified)")
    }
    digest = SHA256.hexadecimal(of: Array(lines.sorted().joined(separator: "\n").utf8))
  }
}
