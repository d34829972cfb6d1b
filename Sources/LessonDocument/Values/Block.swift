/// A block of a lesson. Prose is a small tree of our own, so that no other part needs to know the Markdown parser.
public indirect enum Block: Sendable, Equatable {
  /// A heading, from level 1; `label` is the one in `{#…}` behind it.
  case heading(level: Int, content: [Inline], label: String?, location: SourceLocation)
  /// Running text.
  case paragraph([Inline], location: SourceLocation)
  /// A list, numbered from `start` where there is one; a tight one has no space between its items.
  case list(items: [[Block]], start: Int?, isTight: Bool, location: SourceLocation)
  /// What stands behind `>`.
  case quote([Block], location: SourceLocation)
  /// A line across the page.
  case rule(location: SourceLocation)
  /// A fence that is only shown; `language` is the first word of its info string. `{{swift}}` arrives here as a cell
  /// with its fence lines (`language` is then `swift`).
  case listing(code: String, language: String, location: SourceLocation)
  /// A cell of Swift.
  case cell(Cell)
  /// `{table}`: cells hold inline Markdown.
  case table(TableBlock)
  /// `{math}` or `$$ … $$`.
  case math(tex: String, label: String?, location: SourceLocation)
  /// Raw HTML, to be escaped unless the front matter allows it. Comments never arrive.
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
    case .cell(let cell): cell.options.caption.flatMap(\.values)
    case .list(let items, _, _, _): items.flatMap { $0.flatMap(\.inlineValues) }
    case .quote(let blocks, _): blocks.flatMap(\.inlineValues)
    case .table(let table):
      (table.header + table.rows.flatMap { $0 } + [table.caption]).flatMap { $0.flatMap(\.values) }
    default: []
    }
  }
}
