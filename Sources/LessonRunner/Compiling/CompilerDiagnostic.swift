import LessonEvents

/// One error of the compiler, with the notes that belong to it.
struct CompilerDiagnostic: Equatable, Sendable {
  /// A place with a sentence about it.
  struct Remark: Equatable, Sendable {
    var file: String
    var line: Int
    /// Counted from 1, in bytes.
    var column: Int
    var message: String
  }

  var error: Remark
  var notes: [Remark]

  /// Reads what the compiler writes with `-diagnostic-style llvm`: `file:line:column: error: message`.
  static func parse(_ text: String) -> [CompilerDiagnostic] {
    var found: [CompilerDiagnostic] = []
    var seen: Set<String> = []
    var isRepeated = false
    for line in text.split(separator: "\n") {
      if let error = Remark(line, severity: "error") {
        isRepeated = !seen.insert(String(line)).inserted
        if !isRepeated { found.append(CompilerDiagnostic(error: error, notes: [])) }
      } else if let note = Remark(line, severity: "note"), !found.isEmpty, !isRepeated {
        found[found.count - 1].notes.append(note)
      } else if line.hasPrefix("<unknown>:0: error: ") || line.hasPrefix("error: ") {
        let message = String(line.dropFirst(line.hasPrefix("error") ? 7 : 20))
        found.append(CompilerDiagnostic(error: Remark(file: "", line: 0, column: 0, message: message), notes: []))
      }
    }
    return found
  }
}

extension CompilerDiagnostic.Remark {
  /// `nil` where the line is not a remark of that severity.
  init?(_ text: Substring, severity: String) {
    guard let mark = text.firstRange(of: ": \(severity): ") else { return nil }
    let place = text[..<mark.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
    guard place.count >= 3, let line = Int(place[place.count - 2]), let column = Int(place[place.count - 1]) else {
      return nil
    }
    self.init(
      file: place.dropLast(2).joined(separator: ":"), line: line, column: column,
      message: String(text[mark.upperBound...]))
  }
}
