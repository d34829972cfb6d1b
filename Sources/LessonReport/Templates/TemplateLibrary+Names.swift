import Foundation
import Names

extension TemplateLibrary {
  /// Throws for a file that is not built in, that nothing includes, and whose name is near a built-in one: it is meant to
  /// replace that one and would be passed over without a word.
  static func checkNames(of files: [String: URL], builtIn: [URL]) throws(ReportError) {
    let known = Set(builtIn.map(\.lastPathComponent))
    let strangers = files.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
    guard !strangers.isEmpty else { return }
    var included: Set<String> = []
    for (name, file) in files where file.pathExtension == "mustache" {
      let text = try read(file, name: name)
      for partial in partials(of: text) { included.insert(partial + ".mustache") }
    }
    for (name, file) in strangers where !included.contains(name) {
      // A backup has another ending, and is no slip.
      let ending = file.pathExtension
      let alike = builtIn.filter { $0.pathExtension == ending }
        .map { $0.deletingPathExtension().lastPathComponent }.sorted()
      guard let nearest = nearestName(to: file.deletingPathExtension().lastPathComponent, among: alike) else {
        continue
      }
      throw .templateUnused(file: path(of: file), nearest: ending.isEmpty ? nearest : "\(nearest).\(ending)")
    }
  }

  /// The way to a file from the folder where the program was started, where it stands in there.
  static func path(of file: URL) -> String {
    let here = FileManager.default.currentDirectoryPath + "/"
    return file.path.hasPrefix(here) ? String(file.path.dropFirst(here.count)) : file.path
  }
}
