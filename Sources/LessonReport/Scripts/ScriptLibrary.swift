/// The JavaScript libraries of the system that the report uses, and how each is made to run without a browser.
package enum ScriptLibrary: String, CaseIterable, Sendable {
  case katex = "KaTeX"
  case highlight = "highlight.js"

  /// Path of the library below the system's folder of JavaScript.
  package var path: String {
    switch self {
    case .katex: "katex/katex.min.js"
    case .highlight: "highlight.js/highlight.min.js"
    }
  }

  /// Debian's package.
  package var package: String {
    switch self {
    case .katex: "libjs-katex"
    case .highlight: "libjs-highlight.js"
    }
  }

  /// What the library expects of a browser.
  var before: String {
    switch self {
    case .katex:
      // Duktape knows no `fill`, which formulas with alignments and cases call.
      """
      var self = this;
      if (!Array.prototype.fill) Array.prototype.fill = function (value) {
        for (var i = 0; i < this.length; i++) this[i] = value;
        return this;
      };
      """
    case .highlight:
      "var window = this, self = this, console = {log: function () {}, warn: function () {}, error: function () {}};"
    }
  }

  /// Functions of strings that Swift calls. The grammar of highlight.js 9 is older than Swift's concurrency: its words
  /// are added.
  var after: String {
    switch self {
    case .katex:
      """
      function cuadernoFormula(tex, mode) {
        return katex.renderToString(tex, {displayMode: mode === 'display', output: 'mathml', strict: 'ignore'});
      }
      """
    case .highlight:
      """
      hljs.getLanguage('swift').keywords.keyword +=
        ' actor any async await borrowing consuming each isolated macro nonisolated package sending some';
      function cuadernoHighlight(code, language) {
        return hljs.getLanguage(language) ? hljs.highlight(language, code, true).value : '';
      }
      """
    }
  }
}
