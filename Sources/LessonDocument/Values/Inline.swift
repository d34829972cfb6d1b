/// A piece of running text.
public indirect enum Inline: Sendable, Equatable {
  /// Plain text.
  case text(String)
  /// Code in the line.
  case code(String)
  /// `*…*`
  case emphasis([Inline])
  /// `**…**`
  case strong([Inline])
  /// `[content](url "title")`
  case link(url: String, title: String, content: [Inline])
  /// `![alt](url "title")`
  case image(url: String, title: String, alt: String, location: SourceLocation)
  /// The end of a line in the file, which is a space on the page.
  case softBreak
  /// A line break on the page too.
  case lineBreak
  /// `$ … $`
  case math(tex: String, location: SourceLocation)
  /// `` `{swift} expression` ``
  case value(InlineValue)
  /// `@fig-x`, `@tbl-x`, `@eq-x`, `@sec-x`; `label` is the whole word after `@`.
  case reference(label: String, location: SourceLocation)
  /// Raw HTML, to be escaped unless the front matter allows it.
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
  /// The Swift expression.
  public var expression: String
  /// Number of cells that stand before it: it sees their variables.
  public var cellsBefore: Int
  /// Place of the first character of the expression.
  public var location: SourceLocation

  /// Puts the parts together.
  public init(index: Int, expression: String, cellsBefore: Int, location: SourceLocation) {
    self.index = index
    self.expression = expression
    self.cellsBefore = cellsBefore
    self.location = location
  }
}

extension [Inline] {
  /// The text without its markup; formulas as TeX, values and references as nothing.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let content), .strong(let content), .link(_, _, let content): content.plainText
      case .image(_, _, let alt, _): alt
      case .softBreak, .lineBreak: " "
      case .math(let tex, _): tex
      case .value, .reference, .html: ""
      }
    }.joined()
  }
}
