/// Why a lesson could not be run at all.
public enum RunnerError: Error, Equatable {
  /// A build of Cuaderno replaces what lessons are compiled against, or was stopped while it did.
  case buildUnderWay(folder: String)
  /// The compiler failed without naming a line of the lesson.
  case compiler(String)
  /// The run was told to stop before the lesson was compiled.
  case stopped
  /// The compiler or the linker came to no end.
  case toolTimeout(tool: String, seconds: Double)
  /// The files of the compiler cannot be written.
  case workspace(folder: String, reason: String)
}

extension RunnerError: CustomStringConvertible {
  /// The value as text.
  public var description: String {
    switch self {
    case .buildUnderWay(let folder):
      "the build of Cuaderno in \(folder) is under way or was not finished; wait for its end, or start it with "
        + "'swift build -c release', and run the lesson again"
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
