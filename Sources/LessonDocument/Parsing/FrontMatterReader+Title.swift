/// The title and the subtitle are inline Markdown, as headings are.
extension FrontMatterReader {
  /// The running text of an entry, and its words for what can hold no markup.
  func inlineText(_ section: YAMLSection, _ entry: YAMLSection.Entry) -> (words: String, content: [Inline])? {
    guard let written = section.string(entry) else { return nil }
    let content = InlineMarkdown.parse(written, at: entry.valueLocation).map(\.withoutHTML)
    let words = content.plainText
    return (words.isEmpty ? written : words, content)
  }
}

extension Inline {
  /// The same with raw HTML as text: `Array<Int>` in a title means a type.
  fileprivate var withoutHTML: Inline {
    switch self {
    case .html(let text): .text(text)
    case .emphasis(let content): .emphasis(content.map(\.withoutHTML))
    case .strong(let content): .strong(content.map(\.withoutHTML))
    case .link(let url, let title, let content): .link(url: url, title: title, content: content.map(\.withoutHTML))
    default: self
    }
  }
}
