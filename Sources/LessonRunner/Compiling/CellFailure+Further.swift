import LessonEvents

/// A cell's errors after its first: lines of the message, each with its place.
extension CellFailure {
  /// `8:3: error: cannot find 'x' in scope`.
  static func further(_ sentence: String, line: Int, column: Int?) -> String {
    "\(line)\(column.map { ":\($0)" } ?? ""): error: \(sentence)"
  }

  /// The message with the file before the place of each further error, as editors and terminals make links of it.
  package func message(naming file: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.prefixMatch(of: /[0-9]+(:[0-9]+)?: error:/) == nil ? String($0) : "\(file):\($0)" }
      .joined(separator: "\n")
  }
}
