import CProcess
import Folders
import Foundation

/// A folder below the output that is replaced as a whole: written aside, then put in its place in one step, so that no
/// reader meets half a report and a kill at any moment leaves the old one or the new one.
struct OutputFolder {
  private let output: URL
  private let folder: URL
  /// The way to the folder as messages name it.
  private let path: String

  static let figures = "figures"

  /// - Parameter name: path of the folder below the output.
  init(_ output: URL, name: String) {
    self.output = output
    folder = output.appending(path: name, directoryHint: .isDirectory)
    path = "\(output.relativePath)/\(name)"
  }

  /// Puts the files in the place of the folder's; other lessons may stand in folders below it, which stay.
  func replace(with files: [(path: String, bytes: [UInt8])]) throws(ReportError) {
    let manager = FileManager.default
    var current = path
    do {
      let aside = try OwnedFolder.aside(in: output)
      for file in files {
        current = "\(path)/\(file.path)"
        let target = aside.url.appending(path: file.path)
        try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: target)
      }
      current = path
      try put(aside, names: Set(files.map { String($0.path.prefix { $0 != "/" }) } + [Self.figures]), files.map(\.path))
    } catch {
      throw .unwritable(file: current, reason: Reason.of(error))
    }
  }

  private func put(_ aside: OwnedFolder, names: Set<String>, _ paths: [String]) throws {
    let manager = FileManager.default
    if let present = try? manager.contentsOfDirectory(atPath: folder.path) {
      if names.isSuperset(of: present), cprocess_exchange(aside.url.path, folder.path) == 0 {
        return bringBack(from: aside, allBut: names)
      }
      try putOneByOne(aside, paths)
    } else {
      try manager.createDirectory(at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
      // Another runner may have been here since.
      do { try Self.rename(aside.url, to: folder) } catch { try putOneByOne(aside, paths) }
    }
  }

  /// Another runner may have put a lesson below this one between our look and the exchange.
  private func bringBack(from aside: OwnedFolder, allBut names: Set<String>) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: aside.url.path)) ?? [] where !names.contains(name)
    {
      try? Self.rename(aside.url.appending(path: name), to: folder.appending(path: name))
    }
  }

  /// The figures go first and the page last: a page never names a figure that is not there yet.
  private func putOneByOne(_ aside: OwnedFolder, _ paths: [String]) throws {
    let manager = FileManager.default
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    let old = folder.appending(path: Self.figures)
    let new = aside.url.appending(path: Self.figures)
    let isNew = manager.fileExists(atPath: new.path)
    if !isNew || cprocess_exchange(new.path, old.path) != 0 {
      if manager.fileExists(atPath: old.path) {
        try Self.rename(old, to: aside.url.appending(path: "old-figures"))
      }
      if isNew { try Self.rename(new, to: old) }
    }
    for name in paths.filter({ !$0.contains("/") }).reversed() {
      try Self.rename(aside.url.appending(path: name), to: folder.appending(path: name))
    }
  }

  /// Replaces a file or an empty folder in one step.
  static func rename(_ source: URL, to target: URL) throws {
    guard Foundation.rename(source.path, target.path) == 0 else { throw Reason.error(errno) }
  }
}
