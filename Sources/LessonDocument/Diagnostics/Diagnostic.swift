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
    /// The file is there and cannot be read.
    case unreadable(reason: String)
    /// Nothing but blank lines.
    case emptyFile
    /// More bytes than a lesson may have.
    case tooLarge(bytes: Int, limit: Int)
    /// `byte` is the first one that is wrong, `offset` its place counted from 0.
    case notUTF8(byte: UInt8, offset: Int)
    /// A byte 0, `offset` bytes from the beginning: no text.
    case zeroByte(offset: Int)
    /// Lists, quotes or emphasis in each other more often than `limit` allows.
    case nestedTooDeep(limit: Int)

    // YAML, in the front matter and in options
    /// A first line `---` without a second.
    case unclosedFrontMatter
    /// What libyaml cannot read; `problem` is its word.
    case badYAML(problem: String)
    /// Another form where keys and values should stand.
    case notKeysAndValues(found: String)
    /// A key given twice.
    case duplicateKey(String)
    /// `section` is empty at the top level of the front matter.
    case unknownKey(String, section: String, nearest: String?)
    /// A value of another type.
    case wrongType(key: String, expected: String, found: String)
    /// A name that Swift code cannot say.
    case invalidParameterName(String)
    /// A `lang` that the report has no words for.
    case unknownLanguage(String, known: [String])

    // Fences
    /// A fence without an end; `swallowedLine` is that of the next one, which it takes in.
    case unclosedFence(fence: String, swallowedLine: Int?)
    /// `{swfit}`, `{python}`
    case unknownFence(name: String, nearest: String?)
    /// `{swift label=x}`
    case attributesInFence(name: String, attributes: String)
    /// An option that cells, tables or formulas do not have.
    case unknownOption(String, fence: String, nearest: String?, known: [String])
    /// An option that stands behind the first line of code.
    case optionBelowCode
    /// A cell that takes its code from a file and has some of its own.
    case fileAndCode(file: String)
    /// A `file:` that holds on one machine only.
    case absoluteFile(String)
    /// A table without rows.
    case emptyTable
    /// A row with more or fewer cells than the header.
    case raggedRow(found: Int, expected: Int)
    /// A cell of CSV whose quote has no end.
    case unclosedQuote
    /// Text between the quote that closes a cell of CSV and the next comma.
    case textBehindQuote

    // Formulas
    /// `$$` without an end.
    case unclosedFormula
    /// A comment of HTML that never ends.
    case unclosedComment
    /// A formula of nothing.
    case emptyFormula
    /// An inline value inside a formula, where nothing computes it.
    case valueInFormula
    /// The label of a displayed formula that stands inside a paragraph.
    case labelInsideText(label: String)

    // Forms of other dialects of Markdown
    /// A pipe table outside a `{table}` fence.
    case tableInProse
    /// A line that starts with `:::`.
    case div
    /// `[^1]`, or `^[…]` for a note in the line.
    case footnote(String)

    // Labels and references
    /// A label that can name neither file nor link.
    case invalidLabel(String)
    /// A label such as `fig-x` on a thing of another kind.
    case wrongLabelPrefix(label: String, of: LabelledThing)
    /// `{#x}` at the end of a line that is no heading and no formula.
    case labelOfNothing(String)
    /// A label that another thing has, at `firstLine`.
    case duplicateLabel(String, firstLine: Int)
    /// A reference to a label that nothing has.
    case unknownReference(label: String, nearest: String?)
  }

  /// What a label can name.
  public enum LabelledThing: String, Sendable {
    /// A cell, and so its figure or table: `fig-x`, `tbl-x`.
    case cell
    /// `tbl-x`
    case table
    /// `eq-x`
    case formula
    /// `sec-x`
    case section
  }
}
