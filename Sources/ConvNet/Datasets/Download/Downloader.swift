import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Fetches files into a folder: whole, verified and renamed into place, or not at all.
package struct Downloader: Sendable {
  /// How far a file has come.
  package struct Progress: Sendable, Equatable {
    package var file: String
    package var received: Int
    package var size: Int
  }

  /// Where files go.
  package var folder: String
  /// Seconds to find and reach a server.
  package var connectSeconds: Int
  /// Seconds of silence before a transfer is given up.
  package var stallSeconds: Int
  /// Seconds to wait for another run that fetches the same file.
  package var lockSeconds: Double
  /// Transfers from one address before the next is tried, as long as each brings something.
  package var attempts: Int

  package init(
    folder: String, connectSeconds: Int = 3, stallSeconds: Int = 15, lockSeconds: Double = 900, attempts: Int = 4
  ) {
    self.folder = folder
    self.connectSeconds = connectSeconds
    self.stallSeconds = stallSeconds
    self.lockSeconds = lockSeconds
    self.attempts = attempts
  }

  /// Fetches a file unless its copy is there already and whole. What an interrupted run left is continued.
  package func fetch(_ file: RemoteFile, progress: (Progress) -> Void = { _ in }) throws(DownloadError) {
    let path = "\(folder)/\(file.name)"
    if isWhole(path, file) { return }
    let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: parent, reason: error.localizedDescription)
    }
    let lock = try FileLock("\(path).lock", seconds: lockSeconds)
    defer { withExtendedLifetime(lock) {} }
    if isWhole(path, file) { return }
    let part = "\(path).part"
    var reasons: [String] = []
    var wasReached = false
    for address in file.addresses {
      switch try fetch(file, from: address, to: part, progress: progress) {
      case .done:
        guard rename(part, path) == 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
        return
      case .unreachable(let reason): reasons.append("\(address): \(reason)")
      case .failed(let reason):
        wasReached = true
        reasons.append("\(address): \(reason)")
      }
    }
    throw wasReached ? .failed(file: file.name, reasons: reasons) : .unreachable(file: file.name, reasons: reasons)
  }

  private enum Result {
    case done
    case unreachable(String)
    case failed(String)
  }

  private func fetch(
    _ file: RemoteFile, from address: String, to part: String, progress: (Progress) -> Void
  ) throws(DownloadError) -> Result {
    let curl = Curl(connectSeconds: connectSeconds, stallSeconds: stallSeconds)
    var reason = "nothing came"
    for attempt in 0..<attempts {
      let before = Curl.length(of: part)
      if before < file.size {
        let outcome = try curl.transfer(address, to: part, limit: file.size) {
          progress(Progress(file: file.name, received: $0, size: file.size))
        }
        switch outcome {
        case .done: reason = "the server sent \(Curl.length(of: part)) of \(file.size) bytes"
        case .unreachable(let message):
          if attempt == 0 { return .unreachable(message) }
          reason = message
        case .failed(let message): reason = message
        case .cannotResume:
          unlink(part)
          continue
        case .tooLong:
          unlink(part)
          return .failed("the server sent more than \(file.size) bytes")
        }
      }
      let length = Curl.length(of: part)
      if length == file.size {
        guard Self.digest(of: part) != file.sha256 else { return .done }
        unlink(part)
        reason = "the bytes are not the file's (SHA-256 differs)"
        // Where the beginning came from elsewhere, this server has one more chance from the start.
        if before == 0 { return .failed(reason) }
      } else if length > file.size {
        unlink(part)
      } else if length <= before, before > 0 || attempt > 0 {
        return .failed(reason)
      }
    }
    return .failed(reason)
  }

  private func isWhole(_ path: String, _ file: RemoteFile) -> Bool {
    Curl.length(of: path) == file.size && Self.digest(of: path) == file.sha256
  }

  private static func digest(of path: String) -> String? {
    guard let file = try? DataFile(path) else { return nil }
    return try? file.skipToEnd()
  }
}
