/// An error or a warning about a place in a lesson: data; its sentence is made in `Diagnostic+Message.swift`.
public struct Diagnostic: Error, Sendable, Equatable {
  public enum Severity: String, Sendable { case warning, error }

  public var severity: Severity
  public var kind: Kind
  /// Path of the lesson as it was given.
  public var path: String
  public var location: SourceLocation

  public init(_ severity: Severity, _ kind: Kind, path: String, location: SourceLocation) {
    self.severity = severity
    self.kind = kind
    self.path = path
    self.location = location
  }

  /// What is wrong. Cases carry what the sentence needs.
  public enum Kind: Sendable, Equatable {
    case emptyFile
  }
}
