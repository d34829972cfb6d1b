/// Why a lesson could not be run at all.
public enum RunnerError: Error, Equatable {
  /// The compiler failed without naming a line of the lesson.
  case compiler(String)
}

extension RunnerError: CustomStringConvertible {
  /// The value as text.
  public var description: String {
    switch self {
    case .compiler(let text):
      "the compiler failed, at no line of the lesson; its version must be the one that built Cuaderno:\n\(text)"
    }
  }
}
