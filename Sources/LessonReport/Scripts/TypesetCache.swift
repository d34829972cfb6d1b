import Folders
import Digests
import Foundation

/// Formulas and code as earlier runs have set them, on disk: one file a lesson with what its page needed last. A file that
/// is damaged, or made by another version of a library, counts as not there.
package struct TypesetCache: Sendable {
  /// What a page needs, set.
  package struct Texts: Codable, Sendable, Equatable {
    /// MathML by the formula.
    package var formulas: [FormulaKey: String] = [:]
    /// Coloured HTML by the code.
    package var listings: [ListingKey: String] = [:]

    package init() {}
  }

  /// A formula and how it stands.
  package struct FormulaKey: Hashable, Codable, Sendable {
    package var tex: String
    package var isDisplayed: Bool

    package init(tex: String, isDisplayed: Bool) {
      self.tex = tex
      self.isDisplayed = isDisplayed
    }
  }

  /// Code and its language.
  package struct ListingKey: Hashable, Codable, Sendable {
    package var code: String
    package var language: String

    package init(code: String, language: String) {
      self.code = code
      self.language = language
    }
  }

  private let folder: BoundedFolder
  private let stamp: String

  private static let heading = "cuaderno typeset 1"

  package init(folder: URL, boundBytes: Int = 64 << 20, scripts: URL = ScriptRenderer.systemFolder) {
    self.folder = BoundedFolder(folder, boundBytes: boundBytes)
    stamp = Self.stamp(of: scripts)
  }

  /// What is known for a lesson; nothing where there is no whole file of it.
  package func read(_ lesson: String) -> Texts {
    guard let data = folder.read(Self.name(of: lesson)), let end = data.firstIndex(of: UInt8(ascii: "\n"))
    else { return Texts() }
    let contents = data[(end + 1)...]
    guard String(decoding: data[..<end], as: UTF8.self) == heading(of: contents) else { return Texts() }
    return (try? JSONDecoder().decode(Texts.self, from: contents)) ?? Texts()
  }

  /// Keeps the texts of a lesson. What cannot be written is no loss: it is set again.
  package func store(_ texts: Texts, lesson: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let contents = try? encoder.encode(texts) else { return }
    try? folder.write(Data((heading(of: contents) + "\n").utf8) + contents, as: Self.name(of: lesson))
    folder.dropOldest()
  }

  private static func name(of lesson: String) -> String {
    SHA256.hexadecimal(of: Array(URL(fileURLWithPath: lesson).standardizedFileURL.path.utf8))
  }

  private func heading(of contents: Data) -> String {
    var digest = ContentDigest()
    contents.withUnsafeBytes { digest.update($0) }
    return "\(Self.heading) \(stamp) \(digest.hexadecimal())"
  }

  /// Tells the libraries and what is done with them from others.
  private static func stamp(of scripts: URL) -> String {
    let parts = ScriptLibrary.allCases.map { library in
      var status = stat()
      guard stat(scripts.appending(path: library.path).path, &status) == 0 else { return "none" }
      return "\(status.st_size) \(status.st_mtim.tv_sec) \(library.before)\(library.after)"
    }
    return SHA256.hexadecimal(of: Array(parts.joined(separator: "\n").utf8))
  }
}
