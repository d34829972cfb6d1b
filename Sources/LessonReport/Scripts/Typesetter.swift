import Foundation
import LessonDocument

/// Sets the formulas and the code of one lesson: what an earlier run has set comes from the cache, the rest from the
/// interpreter, which is not started where nothing is left to set.
final class Typesetter {
  private let lesson: Lesson
  private let scripts: ScriptRenderer
  private let cache: TypesetCache?
  private let stored: TypesetCache.Texts
  private var used = TypesetCache.Texts()

  init(_ lesson: Lesson, scripts: ScriptRenderer, cache: TypesetCache?) {
    self.lesson = lesson
    self.scripts = scripts
    self.cache = cache
    stored = cache?.read(lesson.path) ?? TypesetCache.Texts()
  }

  /// Begins in threads of their own what the page needs whatever its run brings.
  func begin() {
    let formulas = lesson.formulas.filter { stored.formulas[.init(tex: $0.tex, isDisplayed: $0.isDisplayed)] == nil }
    if !formulas.isEmpty { scripts.begin(formulas) }
    let listings = lesson.shownCode.filter { stored.listings[.init(code: $0, language: "swift")] == nil }
    if !listings.isEmpty { scripts.beginHighlighting(listings) }
  }

  /// MathML of a formula, or why there is none.
  func mathML(
    _ tex: String, isDisplayed: Bool
  ) throws(ReportError) -> Result<String, ScriptRenderer.FormulaFailure> {
    let key = TypesetCache.FormulaKey(tex: tex, isDisplayed: isDisplayed)
    let result: Result<String, ScriptRenderer.FormulaFailure>
    if let known = stored.formulas[key] {
      result = .success(known)
    } else {
      result = try scripts.mathML(tex, isDisplayed: isDisplayed)
    }
    if case .success(let html) = result { used.formulas[key] = html }
    return result
  }

  /// Code as HTML with a class for each kind of word.
  func highlighted(_ code: String, language: String) throws(ReportError) -> String {
    let key = TypesetCache.ListingKey(code: code, language: language)
    let html: String
    if let known = stored.listings[key] {
      html = known
    } else {
      html = try scripts.highlighted(code, language: language)
    }
    used.listings[key] = html
    return html
  }

  /// Keeps what the page used for the next run.
  func keep() {
    if used != stored { cache?.store(used, lesson: lesson.path) }
  }
}
