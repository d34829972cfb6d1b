import LessonDocument

extension Lesson {
  /// All formulas of the title and the prose, in their order.
  var formulas: [(tex: String, isDisplayed: Bool)] {
    let title = frontMatter.titleContent + frontMatter.subtitleContent
    return title.flatMap(\.formulas) + blocks.flatMap(\.formulas)
  }
}

extension Block {
  fileprivate var formulas: [(tex: String, isDisplayed: Bool)] {
    switch self {
    case .heading(_, let content, _, _), .paragraph(let content, _): content.flatMap(\.formulas)
    case .list(let items, _, _, _): items.flatMap { $0.flatMap(\.formulas) }
    case .quote(let blocks, _): blocks.flatMap(\.formulas)
    case .table(let table):
      (table.header + table.rows.flatMap { $0 } + [table.caption]).flatMap { $0.flatMap(\.formulas) }
    case .math(let tex, _, _): [(tex, true)]
    case .cell(let cell): cell.options.caption.flatMap(\.formulas)
    case .rule, .listing, .html: []
    }
  }
}

extension Inline {
  fileprivate var formulas: [(tex: String, isDisplayed: Bool)] {
    switch self {
    case .math(let tex, _): [(tex, false)]
    case .emphasis(let content), .strong(let content), .link(_, _, let content): content.flatMap(\.formulas)
    default: []
    }
  }
}
