import Foundation

/// A folder that is replaced as a whole: written aside, then renamed, so that no reader meets half a report.
struct OutputFolder {
  private let folder: URL

  init(_ folder: URL) {
    self.folder = folder
  }

  /// Puts the files in the place of the folder's; other lessons may stand in folders below it, which stay.
  func replace(with files: [(path: String, bytes: [UInt8])]) throws(ReportError) {
    let manager = FileManager.default
    let aside = folder.deletingLastPathComponent()
      .appending(path: ".\(folder.lastPathComponent).\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? manager.removeItem(at: aside) }
    var current = folder.lastPathComponent
    do {
      try manager.createDirectory(at: aside, withIntermediateDirectories: true)
      for file in files {
        current = file.path
        let target = aside.appending(path: file.path)
        try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: target)
      }
      current = folder.lastPathComponent
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
      let old = folder.appending(path: "figures")
      let new = aside.appending(path: "figures")
      // The figures go first and the page last: a page never names a figure that is not there yet.
      if manager.fileExists(atPath: old.path) {
        try manager.moveItem(at: old, to: aside.appending(path: "old-figures"))
      }
      if manager.fileExists(atPath: new.path) { try manager.moveItem(at: new, to: old) }
      for name in files.map(\.path).filter({ !$0.contains("/") }).reversed() {
        try Self.rename(aside.appending(path: name), to: folder.appending(path: name))
      }
    } catch {
      throw .unwritable(file: current, reason: Reason.of(error))
    }
  }

  /// Replaces a file in one step.
  static func rename(_ source: URL, to target: URL) throws {
    guard Foundation.rename(source.path, target.path) == 0 else {
      throw CocoaError(
        .fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: NSError(domain: NSPOSIXErrorDomain, code: Int(errno))])
    }
  }
}
