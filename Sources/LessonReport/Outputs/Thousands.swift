import LessonEvents

/// How the report sets whole numbers of five digits and more: in groups of three, with the mark of the lesson's language.
///
/// Four digits stay together, as a year does; in a column that holds a longer number they are grouped too, so that the
/// digits stand below each other. Decimals are left as they are.
package struct Thousands: Sendable {
  /// What stands between two groups.
  package let mark: String

  /// Groups with that mark between them.
  package init(mark: String) { self.mark = mark }

  /// A count.
  package func grouped(_ value: Int, from least: Int = 5) -> String {
    grouped(NumberText.signed(String(value)), from: least)
  }

  /// The whole part of a number that came as text; what is no plain number, or begins with a zero, stays as it is.
  package func grouped(_ text: String, from least: Int = 5) -> String {
    guard NumberText.isNumber(text), let range = Self.wholePart(of: text) else { return text }
    return text.replacingCharacters(in: range, with: grouped(text[range], from: least))
  }

  /// An inline value, where it came from a number.
  func grouped(_ value: InlineText) -> String { value.isNumber ? grouped(value.text) : value.text }

  /// Counts of one column, alike.
  package func column(_ values: [Int]) -> [String] { column(values.map { NumberText.signed(String($0)) }) }

  /// Numbers of one column that came as text, alike.
  package func column(_ texts: [String]) -> [String] {
    let isLong = texts.contains { text in
      NumberText.isNumber(text) && Self.wholePart(of: text).map { text[$0].count > 4 } ?? false
    }
    return isLong ? texts.map { grouped($0, from: 4) } : texts
  }

  /// Each whole number of a text: `13 × 13 × 64 = 10,816`.
  package func inside(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: Self.isOfNumber) {
      result += rest[..<start]
      let end = rest[start...].firstIndex { !Self.isOfNumber($0) } ?? rest.endIndex
      let word = rest[start..<end]
      result += word.allSatisfy(\.isNumber) && word.first != "0" ? grouped(word, from: 5) : String(word)
      rest = rest[end...]
    }
    return result + rest
  }

  private static func isOfNumber(_ sign: Character) -> Bool {
    ("0"..."9").contains(sign) || sign == "." || sign == ","
  }

  private func grouped(_ digits: Substring, from least: Int) -> String {
    guard digits.count >= least else { return String(digits) }
    var text = ""
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i).isMultiple(of: 3) { text += mark }
      text.append(digit)
    }
    return text
  }

  /// The digits before the point of a number without an exponent.
  private static func wholePart(of text: String) -> Range<String.Index>? {
    guard !text.contains("e"), !text.contains(","), let first = text.firstIndex(where: \.isNumber), text[first] != "0"
    else { return nil }
    return first..<(text[first...].firstIndex { !$0.isNumber } ?? text.endIndex)
  }
}
