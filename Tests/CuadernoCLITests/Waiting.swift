import Foundation

extension CommandTrial {
  /// Waits for a file that is not empty and ends in a line feed or is written in one step; its text without white space
  /// around it. Only a failure waits to the end.
  func awaitText(_ name: String) throws -> String {
    for _ in 0..<30_000 {
      if let text = try? text(name), !text.isEmpty { return text.trimmingCharacters(in: .whitespacesAndNewlines) }
      usleep(10_000)
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
