import LessonEvents

/// Why the runner ended a lesson that had not ended by itself.
enum RunInterruption: Equatable, Sendable {
  case cellTimeout(seconds: Double)
  case inlineTimeout(seconds: Double)
  case lessonTimeout(seconds: Double)
  case memory(limitBytes: Int, heldBytes: Int)
  case processes(limit: Int)
  case printed(limitBytes: Int)
  case outputs(limit: Int)
  case outputBytes(limitBytes: Int)
  case cancelled

  var status: CellRun.Status {
    switch self {
    case .cellTimeout, .inlineTimeout, .lessonTimeout: .timeout
    default: .killed
    }
  }
}
