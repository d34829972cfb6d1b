import Foundation
import Synchronization

/// Formulas as MathML by KaTeX, code as highlighted HTML by highlight.js. The interpreter starts with the first formula
/// or listing, each library with its first use; results are kept, for lessons repeat themselves.
package final class ScriptRenderer: Sendable {
  /// Why KaTeX refused a formula.
  package struct FormulaFailure: Error, Sendable, Equatable {
    package var reason: String
  }

  /// Where Debian puts the two libraries.
  package static let systemFolder = URL(filePath: "/usr/share/javascript", directoryHint: .isDirectory)

  private struct FormulaKey: Hashable {
    var tex: String
    var isDisplayed: Bool
  }

  private struct ListingKey: Hashable {
    var code: String
    var language: String
  }

  private struct State {
    var engine: ScriptEngine?
    var loaded: Set<ScriptLibrary> = []
    var formulas: [FormulaKey: Result<String, FormulaFailure>] = [:]
    var listings: [ListingKey: String] = [:]
  }

  private let folder: URL
  private let state = Mutex(State())

  package init(folder: URL = ScriptRenderer.systemFolder) {
    self.folder = folder
  }

  /// MathML of a formula, or why there is none.
  package func mathML(_ tex: String, isDisplayed: Bool) throws(ReportError) -> Result<String, FormulaFailure> {
    let key = FormulaKey(tex: tex, isDisplayed: isDisplayed)
    return try withState { state throws(ReportError) in
      if let known = state.formulas[key] { return known }
      let engine = try Self.engine(with: .katex, in: folder, state: &state)
      let result: Result<String, FormulaFailure>
      do throws(ScriptEngine.Failure) {
        let html = try engine.call("cuadernoFormula", [tex, isDisplayed ? "display" : ""])
        result = .success(html)
      } catch {
        result = .failure(FormulaFailure(reason: Self.reason(error.message)))
      }
      state.formulas[key] = result
      return result
    }
  }

  /// Code as HTML with a class for each kind of word; a language that highlight.js does not know is only escaped.
  package func highlighted(_ code: String, language: String) throws(ReportError) -> String {
    guard !language.isEmpty else { return HTMLText.escaped(code) }
    let key = ListingKey(code: code, language: language)
    return try withState { state throws(ReportError) in
      if let known = state.listings[key] { return known }
      let engine = try Self.engine(with: .highlight, in: folder, state: &state)
      let html: String
      do throws(ScriptEngine.Failure) {
        html = try engine.call("cuadernoHighlight", [code, language])
      } catch {
        throw .scriptFailed(library: ScriptLibrary.highlight.rawValue, reason: error.message)
      }
      let safe = html.isEmpty ? HTMLText.escaped(code) : html
      state.listings[key] = safe
      return safe
    }
  }

  private func withState<R>(_ body: (inout State) throws(ReportError) -> sending R) throws(ReportError) -> sending R {
    try state.withLock { state throws(ReportError) in try body(&state) }
  }

  private static func engine(
    with library: ScriptLibrary, in folder: URL, state: inout State
  ) throws(ReportError) -> ScriptEngine {
    guard let engine = state.engine ?? ScriptEngine() else {
      throw .scriptFailed(library: "Duktape", reason: "out of memory")
    }
    state.engine = engine
    guard !state.loaded.contains(library) else { return engine }
    let file = folder.appending(path: library.path)
    guard let source = try? String(contentsOf: file, encoding: .utf8) else {
      throw .scriptLibraryMissing(file: file.path, package: library.package)
    }
    do throws(ScriptEngine.Failure) {
      try engine.run(library.before)
      try engine.run(source)
      try engine.run(library.after)
    } catch {
      throw .scriptFailed(library: library.rawValue, reason: error.message)
    }
    state.loaded.insert(library)
    return engine
  }

  /// KaTeX's sentence without its preamble.
  private static func reason(_ message: String) -> String {
    for preamble in ["ParseError: ", "KaTeX parse error: "] where message.hasPrefix(preamble) {
      return reason(String(message.dropFirst(preamble.count)))
    }
    return message
  }
}
