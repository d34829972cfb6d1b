extension NumberText {
  /// Whether a text is a number as tables print it: `-3`, `0.25`, `1,845,354`, `1.2e-07`.
  package static func isNumber(_ text: String) -> Bool {
    if ["nan", "inf", "-inf"].contains(text) { return true }
    var rest = Substring(text)
    rest.dropSign("-−+")
    let first = rest.dropDigits()
    guard first > 0 else { return false }
    if first <= 3 {
      while rest.first == "," {
        var group = rest.dropFirst()
        guard group.dropDigits() == 3 else { return false }
        rest = group
      }
    }
    if rest.first == "." {
      rest.removeFirst()
      guard rest.dropDigits() > 0 else { return false }
    }
    if rest.first == "e" {
      rest.removeFirst()
      rest.dropSign("-+")
      guard rest.dropDigits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}

extension Substring {
  fileprivate mutating func dropSign(_ signs: String) {
    if let first, signs.contains(first) { removeFirst() }
  }

  /// Drops the digits at the start and says how many there were.
  fileprivate mutating func dropDigits() -> Int {
    let digits = prefix { $0.isASCII && $0.isNumber }
    self = self[digits.endIndex...]
    return digits.count
  }
}
