import Foundation

/// Writes lines for the person at the terminal; results go to standard output.
enum StandardError {
  static func write(_ text: String) { write(raw: text + "\n") }

  /// Writes text as it is. Where nobody can read it, on a full disk or behind a closed pipe, the work goes on without.
  static func write(raw text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
