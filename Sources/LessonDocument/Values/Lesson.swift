/// A lesson as its author wrote it: front matter, then blocks of prose, cells, tables and formulas in their order.
public struct Lesson: Sendable, Equatable {
  /// Path of the file as it was given.
  public var path: String
  /// What the YAML block at the top says.
  public var frontMatter: FrontMatter
  /// Prose, cells, tables and formulas, in order.
  public var blocks: [Block]
  /// What is odd but stops nothing, such as an unknown key of the front matter.
  public var warnings: [Diagnostic]
  /// The lines of the file, for quoting the line of an error.
  public var sourceLines: [String]

  /// Puts the parts together.
  public init(
    path: String, frontMatter: FrontMatter, blocks: [Block], warnings: [Diagnostic], sourceLines: [String]
  ) {
    self.path = path
    self.frontMatter = frontMatter
    self.blocks = blocks
    self.warnings = warnings
    self.sourceLines = sourceLines
  }

  /// The cells to run, in their order, those with `eval: false` among them.
  public var cells: [Cell] {
    blocks.flatMap(\.cells)
  }

  /// The inline values of the prose, in their order.
  public var inlineValues: [InlineValue] {
    blocks.flatMap(\.inlineValues)
  }
}

/// A place in a lesson; both numbers count from 1, columns in characters.
public struct SourceLocation: Sendable, Hashable {
  /// Line of the file, counted from 1.
  public var line: Int
  /// Column in characters, counted from 1.
  public var column: Int

  /// Puts the parts together.
  public init(line: Int, column: Int = 1) {
    self.line = line
    self.column = column
  }
}
