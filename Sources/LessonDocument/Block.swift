/// A block of a lesson. Prose is a small tree of our own, so that no other part needs to know the Markdown parser.
public indirect enum Block: Sendable, Equatable {
  case heading(level: Int, content: [Inline], label: String?, location: SourceLocation)
  case paragraph([Inline], location: SourceLocation)
  case list(items: [[Block]], start: Int?, isTight: Bool, location: SourceLocation)
  case quote([Block], location: SourceLocation)
  case rule(location: SourceLocation)
  /// A fence that is only shown; `language` is the first word of its info string. `{{swift}}` arrives here as a cell
  /// shown with its fence.
  case listing(code: String, language: String, location: SourceLocation)
  case cell(Cell)
  /// `{table}`: cells hold inline Markdown.
  case table(TableBlock)
  /// `{math}` or `$$ … $$`.
  case math(tex: String, label: String?, location: SourceLocation)
  /// Raw HTML, to be escaped unless the front matter allows it.
  case html(String, location: SourceLocation)

  var cells: [Cell] {
    switch self {
    case .cell(let cell): [cell]
    case .list(let items, _, _, _): items.flatMap { $0.flatMap(\.cells) }
    case .quote(let blocks, _): blocks.flatMap(\.cells)
    default: []
    }
  }

  var inlineValues: [InlineValue] {
    switch self {
    case .heading(_, let content, _, _), .paragraph(let content, _): content.flatMap(\.values)
    case .list(let items, _, _, _): items.flatMap { $0.flatMap(\.inlineValues) }
    case .quote(let blocks, _): blocks.flatMap(\.inlineValues)
    case .table(let table): (table.header + table.rows.flatMap { $0 }).flatMap { $0.flatMap(\.values) }
    default: []
    }
  }
}

/// A table written in a lesson.
public struct TableBlock: Sendable, Equatable {
  public enum Alignment: String, Sendable, Equatable {
    case none, left, center, right
  }

  /// One list of inlines a column.
  public var header: [[Inline]]
  public var alignments: [Alignment]
  public var rows: [[[Inline]]]
  public var label: String?
  public var caption: [Inline]
  public var location: SourceLocation

  public init(
    header: [[Inline]], alignments: [Alignment], rows: [[[Inline]]], label: String?, caption: [Inline],
    location: SourceLocation
  ) {
    self.header = header
    self.alignments = alignments
    self.rows = rows
    self.label = label
    self.caption = caption
    self.location = location
  }
}

/// A piece of running text.
public indirect enum Inline: Sendable, Equatable {
  case text(String)
  case code(String)
  case emphasis([Inline])
  case strong([Inline])
  case link(url: String, title: String, content: [Inline])
  case image(url: String, title: String, alt: String, location: SourceLocation)
  case softBreak
  case lineBreak
  /// `$ … $`
  case math(tex: String, location: SourceLocation)
  /// `` `{swift} expression` ``
  case value(InlineValue)
  /// `@fig-x`, `@tbl-x`, `@eq-x`, `@sec-x`; `label` is the whole word after `@`.
  case reference(label: String, location: SourceLocation)
  case html(String)

  var values: [InlineValue] {
    switch self {
    case .value(let value): [value]
    case .emphasis(let content), .strong(let content), .link(_, _, let content): content.flatMap(\.values)
    default: []
    }
  }
}

/// An expression whose value stands in the prose.
public struct InlineValue: Sendable, Equatable {
  /// Place among the inline values of the lesson, counted from 0.
  public var index: Int
  public var expression: String
  /// Number of cells that stand before it: it sees their variables.
  public var cellsBefore: Int
  public var location: SourceLocation

  public init(index: Int, expression: String, cellsBefore: Int, location: SourceLocation) {
    self.index = index
    self.expression = expression
    self.cellsBefore = cellsBefore
    self.location = location
  }
}
