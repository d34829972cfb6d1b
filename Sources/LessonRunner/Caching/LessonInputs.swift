import Foundation
import LessonDocument

/// The files beside a lesson that its cells depend on, as far as the lesson names them: what `file:` takes in, and what the code
/// or the value of a parameter names.
public struct LessonInputs: Sendable {
  /// Paths of the files and folders that are there.
  public let paths: [String]

  /// Looks for the files that a lesson names where it runs with these parameters, the others having their defaults.
  public init(_ lesson: Lesson, parameters: [ParameterAssignment] = []) {
    let folder = URL(fileURLWithPath: lesson.path).deletingLastPathComponent()
    let values = lesson.frontMatter.parameters.flatMap { declared in
      parameters.first { $0.name == declared.name }?.values ?? [declared.value.text]
    }
    var names = Set(MentionedFiles(in: "", texts: values, folder: folder).names)
    for cell in lesson.cells where cell.options.eval {
      if let file = cell.options.file { names.insert(file) }
      guard let source = try? CellSource(cell, of: lesson) else { continue }
      names.formUnion(MentionedFiles(in: source.code, folder: folder).names)
    }
    for value in lesson.inlineValues {
      names.formUnion(MentionedFiles(in: value.expression, folder: folder).names)
    }
    paths = names.sorted().map { URL(fileURLWithPath: $0, relativeTo: folder).standardizedFileURL.path }
  }

  /// Tells one state of a file or folder from another without reading it; `nil` where it is not there.
  public static func stamp(of path: String) -> String? {
    guard let stamp = FileStamp(URL(fileURLWithPath: path)) else { return nil }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      return FolderStamp(path).digest
    }
    return "\(stamp.bytes) \(stamp.modified)"
  }
}
