/// What can go wrong while a report is written; the sentences are made in `ReportError+Message.swift`.
public enum ReportError: Error, Sendable, Equatable {
  /// A folder of templates is not there or cannot be listed.
  case templateFolderUnreadable(folder: String, reason: String)
  /// A file of the templates cannot be read.
  case templateUnreadable(file: String, reason: String)
  /// A template breaks Mustache's rules.
  case templateSyntax(file: String, line: Int, column: Int, reason: String)
  /// A template that the report needs is in none of the folders.
  case templateMissing(name: String)
  /// A file beside the templates that nothing reads, with a name near to that of one that is read.
  case templateUnused(file: String, nearest: String)
  /// A template includes one that is not there.
  case partialMissing(name: String, file: String, known: [String])
  /// A file of labels is not a flat JSON object of strings.
  case labelsInvalid(file: String, reason: String)
  /// A file of labels lacks keys.
  case labelsIncomplete(file: String, keys: [String])
  /// There is no file of labels for a lesson's language.
  case languageUnknown(language: String, known: [String])
  /// A JavaScript library of the system is not installed.
  case scriptLibraryMissing(file: String, package: String)
  /// A JavaScript library did not run.
  case scriptFailed(library: String, reason: String)
  /// A page or a figure cannot be written; `file` is the way to it as the output folder was given.
  case unwritable(file: String, reason: String)
  /// A picture cannot be encoded.
  case pictureFailed(name: String, reason: String)
}

/// Something in a lesson that the report shows as an error or a warning at its line.
public struct ReportProblem: Sendable, Equatable {
  /// What is the matter; the sentences are made in `ReportError+Message.swift`.
  public enum Kind: Sendable, Equatable {
    /// A formula that KaTeX does not understand.
    case formula(tex: String, reason: String)
    /// A reference to a label that no cell, table, formula or section has.
    case unknownReference(label: String, known: [String])
    /// A reference to a cell that ran and showed nothing which a reference can name.
    case referenceToNothing(label: String)
    /// A figure without alternative text; the report made one.
    case missingAlternative(figure: String)
    /// An image of the prose that is not beside the lesson or cannot be read.
    case imageUnreadable(path: String)
    /// An image whose path leads out of the lesson's folder.
    case imageLeadsOut(path: String)
    /// An image that stands in the web.
    case imageInWeb(address: String)
    /// An image that is of no kind which browsers show.
    case imageOfUnknownType(path: String)
    /// A link to a lesson that is not there.
    case linkToNothing(path: String)
    /// A link to a lesson outside the folder of lessons.
    case linkLeadsOut(path: String)
    /// A link to a file that is no lesson.
    case linkToFile(path: String)
  }

  /// What is wrong.
  public var kind: Kind
  /// Line of the lesson, counted from 1.
  public var line: Int
  /// Column in characters, counted from 1.
  public var column: Int

  /// Puts the parts together.
  public init(_ kind: Kind, line: Int, column: Int = 1) {
    self.kind = kind
    self.line = line
    self.column = column
  }

  /// Whether the lesson counts as failed because of it; else it is a warning.
  public var isError: Bool {
    switch kind {
    case .missingAlternative, .linkToNothing, .linkLeadsOut, .linkToFile: false
    default: true
    }
  }
}
