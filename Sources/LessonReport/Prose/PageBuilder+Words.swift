import LessonDocument

extension PageBuilder {
  /// Running text without its markup: references and inline values by what the page says for them.
  func words(of content: [Inline]) -> String {
    content.map { inline in
      switch inline {
      case .reference(let label, _):
        numbering.target(of: label).map { words(of: $0) ?? $0.title.plainText } ?? label
      case .value(let value): run.inlineValues.indices.contains(value.index) ? run.inlineValues[value.index] ?? "" : ""
      case .emphasis(let content), .strong(let content), .link(_, _, let content): words(of: content)
      default: [inline].plainText
      }
    }.joined()
  }

  /// `Figure 3`; `nil` for a section without a number, which goes by its title.
  func words(of target: Numbering.Target) -> String? {
    let key: LabelKey =
      switch target.kind {
      case .figure: .figure
      case .table: .table
      case .equation: .equation
      case .section: .section
      }
    return target.number.isEmpty ? nil : labels.text(key, ["n": target.number])
  }
}
