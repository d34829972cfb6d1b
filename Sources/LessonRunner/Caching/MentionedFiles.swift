import Digests
import Foundation

/// The files that code names in string literals: a cell that reads a picture beside the lesson depends on it.
struct MentionedFiles {
  /// Digest of each file that is there, by the path in the code; a folder counts with the stamps of all it holds.
  let digests: [String: String]

  /// Files larger than this count with size and time instead of their contents.
  private static let readBytes = 64 << 20

  init(in code: String, folder: URL) {
    var digests: [String: String] = [:]
    for match in code.matches(of: /"([^"\\\n]+)"/) {
      let path = String(match.output.1)
      guard digests[path] == nil, path != "/" else { continue }
      let file = URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
      // A folder around the lesson holds its own reports, which every run changes.
      guard !(folder.standardizedFileURL.path + "/").hasPrefix(file.path + "/") else { continue }
      digests[path] = Self.digest(of: file)
    }
    self.digests = digests
  }

  private static func digest(of file: URL) -> String? {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return FolderStamp(file.path).digest
    case S_IFREG where status.st_size <= readBytes:
      return (try? Data(contentsOf: file)).map { SHA256.hexadecimal(of: Array($0)) }
    case S_IFREG: return FileStamp(file).map { "\($0.bytes) \($0.modified)" }
    default: return nil
    }
  }
}
