import Digests
import Foundation
import LessonDocument
import LessonEvents

/// What a finished lesson depends on. Prose, captions, labels and places in the file are not among it: editing them
/// renders the report again and runs nothing.
package struct LessonCacheKey: Encodable {
  /// Counts up when what a cache entry holds changes its meaning.
  private let version = 5
  private let engine: FileStamp?
  private let compiler: FileStamp?
  /// Results are the same bits on one instruction set only.
  private let processor: String
  private let environment: [String: String]
  private let language: String
  /// Type and value: `1` and `1.0` are the same number of JSON, and not of Swift.
  private let parameters: [String: String]
  /// Contents of files that parameters name, by path.
  private let parameterFiles: [String: String]
  private let isOptimized: Bool
  private let requiresData: Bool
  private let cells: [CellPart]
  private let inlineValues: [InlinePart]

  private struct CellPart: Encodable {
    var code: String
    var eval: Bool
    var error: Bool
    /// Contents of files that the code names in a string, by path.
    var files: [String: String]
  }

  private struct InlinePart: Encodable {
    var expression: String
    var cellsBefore: Int
    /// As those of a cell.
    var files: [String: String]
  }

  /// `nil` where the lesson cannot be kept: a file that holds a cell's code cannot be read.
  package init?(
    _ lesson: Lesson, parameters: [String: ParameterValue], installation: Installation, options: RunOptions
  ) {
    engine = FileStamp(installation.library)
    compiler = FileStamp(installation.toolchain.frontend)
    processor = Self.processorName
    environment = ProcessInfo.processInfo.environment.filter {
      $0.key.hasPrefix("CUADERNO_")
        && !["CUADERNO_THREADS", "CUADERNO_HOME", "CUADERNO_DATA", ProcessMark.environmentKey].contains($0.key)
    }
    language = lesson.frontMatter.language
    self.parameters = parameters.mapValues { "\($0.typeName) \($0.text)" }
    isOptimized = lesson.frontMatter.execute.optimize
    requiresData = options.requireData
    let folder = URL(fileURLWithPath: lesson.path).deletingLastPathComponent()
    parameterFiles = MentionedFiles(in: "", texts: parameters.values.map(\.text), folder: folder).digests
    var parts: [CellPart] = []
    for cell in lesson.cells {
      guard cell.options.eval else {
        parts.append(CellPart(code: "", eval: false, error: false, files: [:]))
        continue
      }
      guard let source = try? CellSource(cell, of: lesson) else { return nil }
      parts.append(
        CellPart(
          code: source.code, eval: true, error: cell.options.error,
          files: MentionedFiles(in: source.code, folder: folder).digests))
    }
    cells = parts
    inlineValues = lesson.inlineValues.map {
      InlinePart(
        expression: $0.expression, cellsBefore: $0.cellsBefore,
        files: MentionedFiles(in: $0.expression, folder: folder).digests)
    }
  }

  /// 64 hexadecimal digits.
  package func digest() throws -> String {
    SHA256.hexadecimal(of: Array(try JSONEncoder.forLessons.encode(self)))
  }

  private static var processorName: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").first { $0.hasPrefix("model name") }.map(String.init) ?? ""
  }
}

/// Tells a build of a file from another without reading it.
package struct FileStamp: Encodable, Equatable {
  var path: String
  var bytes: Int
  var modified: Double

  /// `nil` where there is no such file.
  init?(_ file: URL) {
    var status = stat()
    guard stat(file.path, &status) == 0 else { return nil }
    path = file.path
    bytes = Int(status.st_size)
    modified = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
  }
}
