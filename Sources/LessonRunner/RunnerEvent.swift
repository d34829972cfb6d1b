import LessonEvents

/// How far the run of one lesson has come.
public enum RunnerEvent: Sendable {
  /// The cells are being parsed and compiled.
  case compiling
  /// Something is odd that stops nothing, such as a damaged cache.
  case warning(String)
  /// The lesson's process said something.
  case lesson(LessonEvent)
}
