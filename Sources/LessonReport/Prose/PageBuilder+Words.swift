import LessonDocument

extension PageBuilder {
  /// Running text without its markup: references and inline values by what the page says for them.
  func words(of content: [Inline]) -> String {
    content.map { inline in
      switch inline {
      case .reference(let label, _):
        numbering.target(of: label).map { words(of: $0) ?? $0.title.plainText } ?? label
      case .value(let value):
        run.inlineValues.indices.contains(value.index)
          ? run.inlineValues[value.index].map { thousands.grouped($0) } ?? "" : ""
      case .math(let tex, _): signs(of: tex)
      case .emphasis(let content), .strong(let content), .link(_, _, let content): words(of: content)
      default: [inline].plainText
      }
    }.joined()
  }

  /// What a formula says without its markup, so that text which cannot hold formulas shows no TeX: `yi = ∑ xi+k wk`.
  private func signs(of tex: String) -> String {
    guard case .success(let html)? = try? typesetter.mathML(tex, isDisplayed: false) else { return tex }
    return HTMLText.signs(ofMathML: html)
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
