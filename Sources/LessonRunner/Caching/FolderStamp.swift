import Digests
import Foundation

/// Names, sizes and times of all files below a folder: changes when any of them does.
struct FolderStamp {
  let digest: String

  init(_ path: String) {
    var lines: [String] = []
    for case let name as String in FileManager.default.enumerator(atPath: path) ?? .init() {
      guard let stamp = FileStamp(URL(fileURLWithPath: path).appending(path: name)) else { continue }
      lines.append("\(name) \(stamp.bytes) \(stamp.modified)")
    }
    digest = SHA256.hexadecimal(of: Array(lines.sorted().joined(separator: "\n").utf8))
  }
}
