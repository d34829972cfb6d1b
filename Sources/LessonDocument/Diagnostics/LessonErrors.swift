/// Everything that is wrong with a lesson, in the order of its lines; warnings stand among the errors.
public struct LessonErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the order of the lines.
  public var diagnostics: [Diagnostic]

  /// Puts the parts together.
  public init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// One diagnostic a line, as compilers print them.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
