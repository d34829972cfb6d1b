import Foundation

extension Cell {
  /// What the cell says, from the file beside the lesson of that path where `file:` names one.
  ///
  /// As in a lesson, lines end with `\n` whatever the file has, and a byte order mark is dropped: whoever counts lines of
  /// the code counts alike.
  package func code(beside lesson: String) throws(CodeFileError) -> String {
    guard let name = options.file else { return code }
    let folder = URL(fileURLWithPath: lesson).deletingLastPathComponent()
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: name, relativeTo: folder)) else {
      throw .unreadable(name: name)
    }
    guard let text = String(validating: SourceText.unified([UInt8](data)), as: UTF8.self) else {
      throw .notUTF8(name: name)
    }
    return text
  }
}
