import Foundation

/// Makes a file or a folder look as if it had last been used so many hours ago.
package func setAge(_ file: URL, hours: Double) throws {
  try FileManager.default.setAttributes(
    [.modificationDate: Date(timeIntervalSinceNow: -3600 * hours)], ofItemAtPath: file.path)
}
