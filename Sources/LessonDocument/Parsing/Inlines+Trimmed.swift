extension [Inline] {
  /// Without breaks and white space at both ends.
  var trimmed: [Inline] {
    var content = self
    while let last = content.last?.trimmed(atStart: false) { content.replace(content.count - 1, by: last) }
    while let first = content.first?.trimmed(atStart: true) { content.replace(0, by: first) }
    return content
  }

  private mutating func replace(_ index: Int, by inlines: [Inline]) {
    replaceSubrange(index...index, with: inlines)
  }
}

extension Inline {
  /// What is left without white space at its start or end, or `nil` where there is none.
  fileprivate func trimmed(atStart: Bool) -> [Inline]? {
    switch self {
    case .softBreak, .lineBreak: return []
    case .text(let text):
      let rest = atStart ? text.drop(while: \.isWhitespace) : text[...].droppingLast(while: \.isWhitespace)
      if rest.count == text.count { return nil }
      return rest.isEmpty ? [] : [.text(String(rest))]
    default: return nil
    }
  }
}
