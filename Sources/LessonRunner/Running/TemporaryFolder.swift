import Foundation

/// A folder of our own that goes away with the last reference.
final class TemporaryFolder: Sendable {
  let url: URL

  /// Throws where the folder cannot be made.
  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "cuaderno-\(getpid())-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
