import Foundation

/// Writes lines for the person at the terminal; results go to standard output.
enum StandardError {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
