import Foundation
import LessonDocument

/// The lesson that a text is.
func lesson(_ text: String, path: String = "lesson.md") throws -> Lesson {
  try LessonParser.parse(path: path, contents: Data(text.utf8))
}

/// What the parser says about a text, one line each: the errors that stop it, or its warnings.
func complaints(_ text: String) -> [String] {
  complaints(Data(text.utf8))
}

/// What the parser says about the contents of a file.
func complaints(_ contents: Data) -> [String] {
  do {
    return try LessonParser.parse(path: "lesson.md", contents: contents).warnings.map(\.description)
  } catch {
    return error.diagnostics.map(\.description)
  }
}
