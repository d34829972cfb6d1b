import Foundation

/// A folder whose entries, files or folders of files, keep a bound together: the ones not used for longest go first, and the
/// one used last stays. Files are written aside and renamed, so that a kill at any moment leaves a whole entry or none.
///
/// Names that begin with a dot are no entries: locks, and what is being written.
package struct BoundedFolder: Sendable {
  package let url: URL
  package let boundBytes: Int

  private static let asidePrefix = ".aside-"
  /// Nobody takes an hour to write an entry: what is older was left by a writer that was killed.
  private static let asideSeconds = 3600.0

  /// The folder need not be there yet.
  package init(_ url: URL, boundBytes: Int) {
    self.url = url
    self.boundBytes = boundBytes
  }

  /// The contents of an entry that is a file; `nil` where there is none.
  package func read(_ name: String) -> Data? {
    FileManager.default.contents(atPath: url.appending(path: name).path)
  }

  /// Notes that an entry was used now.
  package func markUsed(_ name: String) {
    try? FileManager.default.setAttributes(
      [.modificationDate: Date()], ofItemAtPath: url.appending(path: name).path)
  }

  /// Writes an entry. Throws where that cannot be done; what was there before stays then.
  package func write(_ data: Data, as name: String) throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let aside = url.appending(path: "\(Self.asidePrefix)\(UUID().uuidString)")
    do {
      try data.write(to: aside)
      guard rename(aside.path, url.appending(path: name).path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(at: aside)
      throw error
    }
  }

  /// Removes the entries not used for longest until the rest keeps the bound, and what killed writers left.
  package func dropOldest() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    let abandoned = Date(timeIntervalSinceNow: -Self.asideSeconds).timeIntervalSince1970
    for name in names where name.hasPrefix(Self.asidePrefix) {
      let aside = Entry(url.appending(path: name))
      if aside.used < abandoned { try? FileManager.default.removeItem(at: aside.url) }
    }
    let entries = names.filter { !$0.hasPrefix(".") }.map { Entry(url.appending(path: $0)) }
      .sorted { $0.used < $1.used }
    var bytes = entries.reduce(0) { $0 + $1.bytes }
    for entry in entries.dropLast() {
      if bytes <= boundBytes { return }
      if (try? FileManager.default.removeItem(at: entry.url)) != nil { bytes -= entry.bytes }
    }
  }

  /// What an entry takes, and when it was used last, in seconds since 1970: for a folder, all that its files take and the
  /// latest use of one.
  private struct Entry {
    let url: URL
    private(set) var bytes = 0
    private(set) var used = 0.0

    init(_ url: URL) {
      self.url = url
      let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
      for file in names.isEmpty ? [url] : names.map({ url.appending(path: $0) }) { add(file) }
    }

    private mutating func add(_ file: URL) {
      var status = stat()
      guard stat(file.path, &status) == 0 else { return }
      bytes += Int(status.st_size)
      used = max(used, Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
    }
  }
}
