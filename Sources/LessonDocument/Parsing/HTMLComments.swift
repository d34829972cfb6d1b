/// Comments of HTML, which are for authors: they never reach the page.
enum HTMLComments {
  /// Where a comment begins that never ends.
  static func unclosed(in html: String) -> String.Index? {
    var rest = html[...]
    while let start = rest.firstRange(of: "<!--") {
      guard let end = rest[start.upperBound...].firstRange(of: "-->") else { return start.lowerBound }
      rest = rest[end.upperBound...]
    }
    return nil
  }

  static func removed(from html: String) -> String {
    guard html.contains("<!--") else { return html }
    var result = ""
    var rest = html[...]
    while let start = rest.firstRange(of: "<!--") {
      result += rest[..<start.lowerBound]
      let end = rest[start.upperBound...].firstRange(of: "-->")?.upperBound ?? rest.endIndex
      rest = rest[end...]
    }
    result += rest
    return result.contains { !$0.isWhitespace } ? result : ""
  }
}
