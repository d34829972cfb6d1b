import Foundation
import LessonDocument
import LessonReport
import LessonRunner

/// Sees which lessons and templates change. It looks instead of being told: that works on every file system and with every
/// way in which editors save.
struct LessonWatch {
  /// What is to be done again.
  struct Changes: Equatable {
    /// Lessons that are new or were edited.
    var lessons: Set<String> = []
    /// Lessons of which only a file that they name has changed; they may have written it themselves.
    var inputs: Set<String> = []
    var removed: Set<String> = []
    var templates = false
  }

  private struct Sight: Equatable {
    /// Stamps of each lesson and of what it depends on.
    var lessons: [String: [String: String]] = [:]
    var templates: [String: String] = [:]
  }

  /// What a lesson named when it was read last, by the stamp of its file.
  private struct Known {
    var stamp: String
    var inputs: [String]
  }

  private let paths: [String]
  private let templates: [URL]
  /// What the command line says of the lessons' parameters: it may name files.
  private let parameters: [ParameterAssignment]
  private var known: [String: Known] = [:]
  private var seen = Sight()
  private var handled = Sight()

  init(paths: [String], templates: [URL], parameters: [ParameterAssignment]) {
    self.paths = paths
    self.parameters = parameters
    self.templates = templates
    // Only later changes of templates matter: the pages are still to be written.
    handled.templates = templatesSeen()
    seen = handled
  }

  /// What has changed since the last call that gave anything. A change counts when it has stood for two looks: an editor
  /// may be in the middle of writing.
  mutating func look() -> Changes? {
    let now = Sight(lessons: lessonsSeen(), templates: templatesSeen())
    defer { seen = now }
    guard now == seen, now != handled else { return nil }
    var changes = Changes()
    for (path, stamps) in now.lessons where stamps != handled.lessons[path] {
      if stamps[path] == handled.lessons[path]?[path] {
        changes.inputs.insert(path)
      } else {
        changes.lessons.insert(path)
      }
    }
    changes.removed = Set(handled.lessons.keys).subtracting(now.lessons.keys)
    changes.templates = now.templates != handled.templates
    handled = now
    return changes
  }

  private mutating func lessonsSeen() -> [String: [String: String]] {
    // Between an editor's removing and renaming a lesson may be nowhere.
    guard let files = try? LessonFile.present(paths), !files.isEmpty else { return seen.lessons }
    var sight: [String: [String: String]] = [:]
    for file in files {
      guard let stamp = LessonInputs.stamp(of: file.path) else { continue }
      if known[file.path]?.stamp != stamp {
        let data = FileManager.default.contents(atPath: file.path) ?? Data()
        let lesson = try? LessonParser.parse(
          path: file.path, contents: data, languages: TemplateFolders.languages(in: templates))
        known[file.path] = Known(
          stamp: stamp, inputs: lesson.map { LessonInputs($0, parameters: parameters).paths } ?? [])
      }
      var stamps = [file.path: stamp]
      for input in known[file.path]?.inputs ?? [] { stamps[input] = LessonInputs.stamp(of: input) }
      sight[file.path] = stamps
    }
    return sight
  }

  private func templatesSeen() -> [String: String] {
    var stamps: [String: String] = [:]
    for folder in templates { stamps[folder.path] = LessonInputs.stamp(of: folder.path) }
    return stamps
  }
}
