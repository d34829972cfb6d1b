/// A cell of Swift with its options.
public struct Cell: Sendable, Equatable {
  /// Place among the lesson's cells, counted from 0.
  public var index: Int
  /// What the option lines say.
  public var options: CellOptions
  /// The code without the option lines. Empty where `options.file` names the file that holds it.
  public var code: String
  /// Line of the opening fence.
  public var fenceLine: Int
  /// Line of the first line of `code`.
  public var codeLine: Int
  /// Characters before the code on each of its lines: the indentation of a cell in a list. Columns within `code` start
  /// after them.
  public var codeIndent: Int

  /// Puts the parts together.
  public init(index: Int, options: CellOptions, code: String, fenceLine: Int, codeLine: Int, codeIndent: Int = 0) {
    self.index = index
    self.options = options
    self.code = code
    self.fenceLine = fenceLine
    self.codeLine = codeLine
    self.codeIndent = codeIndent
  }
}

/// The `//|` lines of a cell, with Quarto's names; the front matter's `execute` has been merged in.
public struct CellOptions: Sendable, Equatable {
  /// Name of the cell, for cross-references and files.
  public var label: String?
  /// Caption of what it shows; empty for none.
  public var caption: [Inline] = []
  /// Alternative text of its figures.
  public var alt: String?
  /// Whether the code is shown.
  public var echo: Echo = .show
  /// Whether what the cell shows and prints appears in the report.
  public var output = true
  /// Whether the cell runs.
  public var eval = true
  /// Whether an error is expected here.
  public var error = false
  /// Seconds the cell may take.
  public var timeout: Double?
  /// Whether anything of the cell appears in the report.
  public var include = true
  /// Words that an author marks cells with.
  public var tags: [String] = []
  /// The file beside the lesson that holds the code.
  public var file: String?

  /// Puts the parts together.
  public init() {}
}
