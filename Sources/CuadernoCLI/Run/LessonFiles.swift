import ArgumentParser
import Foundation

/// A lesson's file with the name its report goes by.
struct LessonFile: Equatable, Sendable {
  /// The path as it was given, for messages.
  var path: String
  /// The path below the given folder without `.md`; for a file given by itself its stem.
  var name: String
}

extension LessonFile {
  /// As `find`, for a command that cannot do without any: says what is wrong and throws the exit status. Where some of the
  /// paths are there, the missing ones are left out.
  static func required(_ paths: [String]) throws(ExitCode) -> (files: [LessonFile], isComplete: Bool) {
    var isComplete = true
    let files: [LessonFile]
    do {
      files = try present(paths) {
        StandardError.write("Error: \($0)")
        isComplete = false
      }
    } catch {
      StandardError.write("Error: \(error)")
      throw error.exitCode
    }
    guard !files.isEmpty else { throw .inputMissing }
    return (files, isComplete)
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// As `find`, of those paths that are there; `missing` is told of the others.
  static func present(
    _ paths: [String], missing: (LessonFileError) -> Void = { _ in }
  ) throws(LessonFileError) -> [LessonFile] {
    var files: [LessonFile] = []
    for path in paths {
      do {
        files += try find([path])
      } catch {
        guard error.isAbsence else { throw error }
        missing(error)
      }
    }
    return try distinct(files)
  }

  /// The lessons that paths of the command line stand for: files, and all `.md` files below folders.
  ///
  /// Throws `LessonFileError`.
  static func find(_ paths: [String]) throws(LessonFileError) -> [LessonFile] {
    var files: [LessonFile] = []
    for path in paths {
      guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
      guard isFolder(path) else {
        guard path.hasSuffix(".md") else { throw .notALesson(path: path) }
        files.append(LessonFile(path: path, name: URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent))
        continue
      }
      let found = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".md") && !$0.split(separator: "/").contains { $0.hasPrefix(".") } }
        .filter { !Self.isFolder("\(path)/\($0)") }.sorted()
      guard !found.isEmpty else { throw .noLessons(folder: path) }
      let folder = path.hasSuffix("/") ? path : path + "/"
      files += found.map { LessonFile(path: folder + $0, name: String($0.dropLast(3))) }
    }
    return try distinct(files)
  }

  /// Each file once; two of one name are an error.
  private static func distinct(_ files: [LessonFile]) throws(LessonFileError) -> [LessonFile] {
    var byName: [String: LessonFile] = [:]
    var distinct: [LessonFile] = []
    for file in files {
      if let other = byName.updateValue(file, forKey: file.name) {
        guard other.fullPath == file.fullPath else { throw .sameName(name: file.name, paths: [other.path, file.path]) }
      } else {
        distinct.append(file)
      }
    }
    return distinct
  }

  private var fullPath: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
}

/// What is wrong with the paths on the command line.
enum LessonFileError: Error, Equatable {
  case missing(path: String)
  case notALesson(path: String)
  case noLessons(folder: String)
  case sameName(name: String, paths: [String])

  /// Whether a path leads to nothing.
  var isAbsence: Bool { if case .sameName = self { false } else { true } }

  var exitCode: ExitCode { isAbsence ? .inputMissing : .validationFailure }
}

extension LessonFileError: CustomStringConvertible {
  var description: String {
    switch self {
    case .missing(let path): "'\(path)' is not there; give a lesson (.md) or a folder of lessons"
    case .notALesson(let path): "'\(path)' is no lesson: a lesson's name ends in .md"
    case .noLessons(let folder): "'\(folder)' holds no lesson (.md); 'cuaderno new \(folder)/first.md' writes one"
    case .sameName(let name, let paths):
      "\(paths.map { "'\($0)'" }.joined(separator: " and ")) would both be written to '\(name)'; run them apart"
    }
  }
}
