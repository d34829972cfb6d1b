/// An error or a warning about a place in a lesson: data; its sentence is made in `Diagnostic+Message.swift`.
public struct Diagnostic: Error, Sendable, Equatable {
  /// Whether a lesson can run in spite of it.
  public enum Severity: String, Sendable { case warning, error }

  /// Whether the lesson can run in spite of it.
  public var severity: Severity
  /// What is wrong.
  public var kind: Kind
  /// Path of the lesson as it was given.
  public var path: String
  /// Where it is.
  public var location: SourceLocation

  /// Puts the parts together.
  public init(_ severity: Severity, _ kind: Kind, path: String, location: SourceLocation) {
    self.severity = severity
    self.kind = kind
    self.path = path
    self.location = location
  }

  /// What is wrong. Cases carry what the sentence needs.
  public enum Kind: Sendable, Equatable {
    // The file as a whole
    case emptyFile
    case tooLarge(bytes: Int, limit: Int)
    /// `byte` is the first one that is wrong, `offset` its place counted from 0.
    case notUTF8(byte: UInt8, offset: Int)
    case zeroByte(offset: Int)
    case nestedTooDeep(limit: Int)

    // YAML, in the front matter and in options
    case unclosedFrontMatter
    case badYAML(problem: String)
    case notKeysAndValues(found: String)
    case duplicateKey(String)
    /// `section` is empty at the top level of the front matter.
    case unknownKey(String, section: String, nearest: String?)
    case wrongType(key: String, expected: String, found: String)
    case invalidParameterName(String)
    case unknownLanguage(String)

    // Fences
    case unclosedFence(fence: String, swallowedLine: Int?)
    /// `{swfit}`, `{python}`
    case unknownFence(name: String, nearest: String?)
    /// `{swift label=x}`
    case attributesInFence(name: String, attributes: String)
    case unknownOption(String, fence: String, nearest: String?, known: [String])
    case optionBelowCode
    case fileAndCode(file: String)
    case absoluteFile(String)
    case emptyTable
    case raggedRow(found: Int, expected: Int)
    case unclosedQuote

    // Formulas
    case unclosedFormula
    case emptyFormula
    case labelInsideText(label: String)

    // Labels and references
    case invalidLabel(String)
    case wrongLabelPrefix(label: String, of: LabelledThing)
    /// `{#x}` at the end of a line that is no heading and no formula.
    case labelOfNothing(String)
    case duplicateLabel(String, firstLine: Int)
    case unknownReference(label: String, nearest: String?)
  }

  /// What a label can name.
  public enum LabelledThing: String, Sendable {
    case cell, table, formula, section
  }
}
