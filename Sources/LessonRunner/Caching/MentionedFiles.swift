import Foundation

/// The files that code or parameters name in strings: a cell that reads a picture beside the lesson depends on it.
struct MentionedFiles {
  /// What the code names, whether it is there or not.
  let names: [String]
  private let folder: URL

  /// Files larger than this count with size and time instead of their contents.
  private static let readBytes = 64 << 20

  /// - Parameter texts: Other texts that may be names: the values of parameters.
  init(in code: String, texts: [String] = [], folder: URL) {
    self.folder = folder
    var names: Set<String> = []
    func mention(_ name: String) {
      guard !names.contains(name), !name.isEmpty, name != "/" else { return }
      let file = URL(fileURLWithPath: name, relativeTo: folder).standardizedFileURL
      // A folder around the lesson holds its own reports, which every run changes.
      guard !(folder.standardizedFileURL.path + "/").hasPrefix(file.path + "/") else { return }
      names.insert(name)
    }
    for text in texts { mention(text) }
    // What stands between any two quotes of a line: which of them begin a literal, interpolations and escapes do not let tell, and
    // code between two literals is hardly the name of a file that is there.
    for match in code.matches(of: /"([^"\\\n]+)(?=")/) { mention(String(match.output.1)) }
    self.names = names.sorted()
  }

  /// Digest of each file that is there, by the name in the code; a folder counts with the stamps of all it holds.
  var digests: [String: String] {
    var digests: [String: String] = [:]
    for name in names {
      digests[name] = Self.digest(of: URL(fileURLWithPath: name, relativeTo: folder).standardizedFileURL)
    }
    return digests
  }

  private static func digest(of file: URL) -> String? {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return FolderStamp(file.path).digest
    case S_IFREG where status.st_size <= readBytes: return FileDigest(file.path)?.text
    case S_IFREG: return FileStamp(file).map { "\($0.bytes) \($0.modified)" }
    default: return nil
    }
  }
}
