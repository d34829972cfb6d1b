/// Everything that is wrong with a lesson, in the order of its lines; warnings stand among the errors.
public struct LessonErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// In the order of the lines.
  public var diagnostics: [Diagnostic]
  /// What the front matter says, where that much could be read: a report of the errors bears its title and language.
  public var frontMatter: FrontMatter?

  /// Puts the parts together.
  public init(diagnostics: [Diagnostic], frontMatter: FrontMatter? = nil) {
    self.diagnostics = diagnostics
    self.frontMatter = frontMatter
  }

  /// One diagnostic a line, as compilers print them.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
