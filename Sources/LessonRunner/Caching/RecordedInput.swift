import Digests
import Foundation
import LessonEvents

/// A file or folder that a lesson read, with what it held: a finished lesson is good as long as it holds the same.
package struct RecordedInput: Codable, Equatable {
  private let input: InputFile
  /// Digest of the contents; `nil` where there was no such file.
  private let digest: String?

  /// `nil` where the file is not any more in the state in which the lesson met it.
  init?(_ input: InputFile) {
    guard Self.state(of: input.path) == input else { return nil }
    self.input = input
    digest = Self.digest(of: input.path)
    guard Self.state(of: input.path) == input else { return nil }
  }

  /// Whether the file holds what it held. One with the same size and time is not read again.
  var isUnchanged: Bool {
    let now = Self.state(of: input.path)
    if now == input, !Self.isFolder(input.path) { return true }
    guard now.bytes != nil, input.bytes != nil else { return now.bytes == input.bytes }
    return Self.digest(of: input.path) == digest
  }

  private static func state(of path: String) -> InputFile {
    let stamp = FileStamp(URL(fileURLWithPath: path))
    return InputFile(path: path, bytes: stamp?.bytes, modified: stamp?.modified)
  }

  private static func digest(of path: String) -> String? {
    isFolder(path) ? FolderStamp(path).digest : FileDigest(path)?.text
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
