extension StringProtocol {
  /// The text without white space at its ends.
  func trimmingWhitespace() -> String {
    String(Substring(self).droppingLast(while: \.isWhitespace).drop(while: \.isWhitespace))
  }
}

extension BidirectionalCollection where SubSequence == Self {
  /// As `drop(while:)`, at the end.
  func droppingLast(while predicate: (Element) -> Bool) -> SubSequence {
    guard let last = lastIndex(where: { !predicate($0) }) else { return self[startIndex..<startIndex] }
    return self[...last]
  }
}
