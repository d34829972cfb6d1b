/// Why a lesson could not be run at all.
public enum RunnerError: Error, Equatable {
  /// The compiler failed without naming a line of the lesson.
  case compiler(String)
  /// The run was told to stop before the lesson was compiled.
  case stopped
  case toolTimeout(tool: String, seconds: Double)
  /// The files of the compiler cannot be written.
  case workspace(folder: String, reason: String)
}

extension RunnerError: CustomStringConvertible {
  /// The value as text.
  public var description: String {
    switch self {
    case .compiler(let text):
      "the compiler failed, at no line of the lesson; its version must be the one that built Cuaderno:\n\(text)"
    case .stopped:
      "the run was stopped"
    case .toolTimeout(let tool, let seconds):
      "'\(tool)' took longer than \(Int(seconds)) s over the lesson's code and was ended; "
        + "an expression may be too long for the compiler: give its parts names and types"
    case .workspace(let folder, let reason):
      "the lesson cannot be compiled in \(folder) (\(reason)); make room there, or set TMPDIR to another folder"
    }
  }
}
