/// The text that a trapping Swift program leaves at the end of standard error: the message, if there is one, and the
/// line that announces the backtrace.
struct TrapText {
  /// The message; `nil` where the program trapped without one.
  var message: String?
  /// From the start of the message to the end of the text.
  var range: Range<String.Index>

  /// `nil` where the text does not end so.
  init?(_ text: String) {
    let announcement = try? /\n?\*\*\* Signal \d+: Backtracing from[^\n]*\n*/.firstMatch(in: text)
    let end = announcement?.range.lowerBound ?? text.endIndex
    let lastLines = text[..<end]
    if let mark = lastLines.ranges(of: /(Fatal error|Precondition failed|Assertion failed)/).last {
      // The place before the message (`Swift/Array.swift:692: `) may follow what was printed without a line feed.
      let lineStart = text[..<mark.lowerBound].lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex
      let place = try? /(?:Swift|lesson|Cuaderno|ConvNet|Foundation\w*|_\w+)\/[^:\n]*:\d+: $/.firstMatch(
        in: text[lineStart..<mark.lowerBound])
      let sentence = text[mark.upperBound..<end].trimmingPrefix(": ")
      message = String(sentence.reversed().drop(while: \.isWhitespace).reversed())
      range = (place?.range.lowerBound ?? mark.lowerBound)..<text.endIndex
    } else if let announcement {
      range = announcement.range.lowerBound..<text.endIndex
    } else {
      return nil
    }
  }

  /// The message of an error that nobody caught, or `nil` where the trap is another.
  static func uncaughtError(_ message: String) -> String? {
    let prefix = "Error raised at top level: "
    guard message.hasPrefix(prefix) else { return nil }
    let error = message.dropFirst(prefix.count)
    // Foundation's errors describe themselves as `Error Domain=… "the sentence" …`.
    if error.hasPrefix("Error Domain="), let sentence = try? /"([^"]*)"/.firstMatch(in: error) {
      return String(sentence.output.1)
    }
    return String(error.trimmingPrefix("lesson."))
  }
}
