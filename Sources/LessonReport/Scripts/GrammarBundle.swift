/// The file of highlight.js, in which 185 grammars follow the core: reading those of a course takes a tenth of the time.
struct GrammarBundle {
  /// The core with Swift and Python; the whole file where it is laid out otherwise.
  let common: String
  /// The other grammars, where they are apart.
  let rest: String?

  init(_ source: String) {
    let mark = "hljs.registerLanguage("
    let parts = source.split(separator: mark, omittingEmptySubsequences: false)
    let common = parts.dropFirst().filter { Self.isCommon($0) }
    guard common.count == 2 else {
      self.common = source
      rest = nil
      return
    }
    self.common = String(parts[0]) + common.map { mark + $0 }.joined()
    rest = parts.dropFirst().filter { !Self.isCommon($0) }.map { mark + $0 }.joined()
  }

  private static func isCommon(_ part: Substring) -> Bool {
    ["\"swift\"", "\"python\""].contains { part.hasPrefix($0) }
  }
}
