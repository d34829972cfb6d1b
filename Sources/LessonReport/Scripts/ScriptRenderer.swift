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

  /// One interpreter a library, so that formulas and code can be set at the same time.
  private struct Formulas {
    var engine: ScriptEngine?
    var known: [TypesetCache.FormulaKey: Result<String, FormulaFailure>] = [:]
  }

  private struct Listings {
    var engine: ScriptEngine?
    /// Grammars that no listing asked for yet.
    var rest: String?
    var known: [TypesetCache.ListingKey: String] = [:]
  }

  private let folder: URL
  private let formulas = Mutex(Formulas())
  private let listings = Mutex(Listings())

  package init(folder: URL = ScriptRenderer.systemFolder) {
    self.folder = folder
  }

  /// Begins to set formulas in a thread of its own; whoever needs one before it is ready waits for it.
  package func begin(_ wanted: [(tex: String, isDisplayed: Bool)]) {
    let isKnown = formulas.withLock { state in
      wanted.allSatisfy { state.known[.init(tex: $0.tex, isDisplayed: $0.isDisplayed)] != nil }
    }
    if isKnown { return }
    let thread = Thread {
      // A library that is missing is reported where the formula stands.
      for formula in wanted where (try? self.mathML(formula.tex, isDisplayed: formula.isDisplayed)) == nil { return }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Begins to colour code of cells in a thread of its own; whoever needs it before it is ready waits for it.
  package func beginHighlighting(_ cells: [String]) {
    let isKnown = listings.withLock { state in
      cells.allSatisfy { state.known[.init(code: $0, language: "swift")] != nil }
    }
    if isKnown { return }
    let thread = Thread {
      for code in cells where (try? self.highlighted(code, language: "swift")) == nil { return }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// MathML of a formula, or why there is none.
  package func mathML(_ tex: String, isDisplayed: Bool) throws(ReportError) -> Result<String, FormulaFailure> {
    let key = TypesetCache.FormulaKey(tex: tex, isDisplayed: isDisplayed)
    return try formulas.withLock { state throws(ReportError) in
      if let known = state.known[key] { return known }
      if state.engine == nil { state.engine = try Self.started(.katex, source: try source(of: .katex)) }
      guard let engine = state.engine else { return .failure(FormulaFailure(reason: "no interpreter")) }
      let result: Result<String, FormulaFailure>
      do throws(ScriptEngine.Failure) {
        let html = try engine.call("cuadernoFormula", [tex, isDisplayed ? "display" : ""])
        result = .success(html)
      } catch {
        result = .failure(FormulaFailure(reason: Self.reason(error.message)))
      }
      state.known[key] = result
      return result
    }
  }

  /// Code as HTML with a class for each kind of word; a language that highlight.js does not know is only escaped.
  package func highlighted(_ code: String, language: String) throws(ReportError) -> String {
    guard !language.isEmpty else { return HTMLText.escaped(code) }
    let key = TypesetCache.ListingKey(code: code, language: language)
    return try listings.withLock { state throws(ReportError) in
      if let known = state.known[key] { return known }
      if state.engine == nil {
        let bundle = GrammarBundle(try source(of: .highlight))
        state.engine = try Self.started(.highlight, source: bundle.common)
        state.rest = bundle.rest
      }
      guard let engine = state.engine else { return HTMLText.escaped(code) }
      var html: String
      do throws(ScriptEngine.Failure) {
        html = try engine.call("cuadernoHighlight", [code, language])
        if html.isEmpty, let rest = state.rest {
          try engine.run(rest)
          state.rest = nil
          html = try engine.call("cuadernoHighlight", [code, language])
        }
      } catch {
        throw .scriptFailed(library: ScriptLibrary.highlight.rawValue, reason: error.message)
      }
      let safe = html.isEmpty ? HTMLText.escaped(code) : html
      state.known[key] = safe
      return safe
    }
  }

  private func source(of library: ScriptLibrary) throws(ReportError) -> String {
    let file = folder.appending(path: library.path)
    guard let source = try? String(contentsOf: file, encoding: .utf8) else {
      throw .scriptLibraryMissing(file: file.path, package: library.package)
    }
    return source
  }

  private static func started(_ library: ScriptLibrary, source: String) throws(ReportError) -> ScriptEngine {
    guard let engine = ScriptEngine() else {
      throw .scriptFailed(library: library.rawValue, reason: "out of memory")
    }
    do throws(ScriptEngine.Failure) {
      try engine.run(library.before)
      try engine.run(source)
      try engine.run(library.after)
    } catch {
      throw .scriptFailed(library: library.rawValue, reason: error.message)
    }
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
