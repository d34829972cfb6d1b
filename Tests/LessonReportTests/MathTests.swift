import Foundation
import LessonDocument
import LessonReport
import Testing

@Suite("Formulas and code")
struct MathTests {
  @Test("a formula becomes MathML")
  func mathML() throws {
    let html = try ScriptRenderer().mathML(#"\sum_{k=-\infty}^{\infty} f[k]"#, isDisplayed: true).get()
    #expect(html.contains("<math") && html.contains("display=\"block\"") && html.contains("<munderover>"))
  }

  @Test(
    "what a course writes becomes MathML, whatever KaTeX asks of the interpreter",
    arguments: [
      #"\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}"#, #"\begin{pmatrix} a \\ b \end{pmatrix}"#,
      #"\begin{vmatrix} a & b \end{vmatrix}"#, #"\begin{array}{c|c} a & b \\ \hline c & d \end{array}"#,
      #"\begin{cases} 0 & x < 0 \\ x & x \ge 0 \end{cases}"#, #"\begin{aligned} a &= b \\ &= c \end{aligned}"#,
      #"\begin{align} a &= b \\ c &= d \end{align}"#, #"\begin{gather} a \\ b \end{gather}"#,
      #"\left[ \frac{a}{b} \right]"#, #"\underbrace{a + b}_{\text{dos}}"#, #"\overbrace{x}^{n}"#, #"\sqrt[3]{x}"#,
      #"\underset{\theta}{\arg\max}\; \mathcal{L}"#, #"\hat{y} \in \mathbb{R}^{n \times m}"#,
      #"\operatorname{softmax}(z)"#,
      #"\color{red}{x} \boxed{y}"#, #"\lim_{h \to 0} \binom{n}{k}"#, #"\xrightarrow[a]{b}"#,
      #"\begin{smallmatrix} a \end{smallmatrix}"#,
      #"\substack{i \\ j}"#, #"x \tag{7}"#, #"\def\w{\mathbf{w}} \w^\top"#, #"\newcommand{\x}[1]{\mathbf{#1}} \x{a}"#,
    ])
  func constructs(_ tex: String) throws {
    let html = try ScriptRenderer().mathML(tex, isDisplayed: true).get()
    #expect(html.contains("<math"))
  }

  @Test("a wrong formula is an error at its line, shown on the page, and the lesson counts as failed")
  func wrongFormula() throws {
    let lesson = LessonBuilder.lesson([
      .math(tex: #"\frac{1}{"#, label: nil, location: SourceLocation(line: 42, column: 7))
    ])
    let page = try LessonBuilder.page(lesson)
    let problem = try #require(page.summary.problems.first)
    #expect((problem.line, problem.column, problem.isError) == (42, 7, true))
    #expect(problem.message.hasPrefix(#"The formula \frac{1}{ cannot be set: "#))
    #expect(page.summary.isFailed)
    #expect(page.body.contains("This formula cannot be set (line 42): <code>"))
  }

  @Test("a missing library is an error that names the Debian package", arguments: ScriptLibrary.allCases)
  func missingLibrary(_ library: ScriptLibrary) throws {
    let scripts = ScriptRenderer(folder: URL(filePath: "/nowhere", directoryHint: .isDirectory))
    #expect {
      if library == .katex {
        _ = try scripts.mathML("x", isDisplayed: false)
      } else {
        _ = try scripts.highlighted("let x = 1", language: "swift")
      }
    } throws: {
      "\($0)".contains("apt-get install \(library.package)")
    }
  }

  @Test("Swift's newer words are coloured too, and what is inside strings is not")
  func highlighting() throws {
    let html = try ScriptRenderer().highlighted("let x = try await f(\"let\") // no", language: "swift")
    #expect(html.contains("<span class=\"hljs-keyword\">await</span>"))
    #expect(
      html.contains("<span class=\"hljs-string\">\"let\"</span>") || html.contains("hljs-string\">&quot;let&quot;"))
    #expect(html.contains("hljs-comment"))
  }

  @Test("letters outside the basic plane survive", arguments: ["let s = \"🙂 ñ 漢\"", "😀"])
  func emoji(_ code: String) throws {
    let html = try ScriptRenderer().highlighted(code, language: "swift")
    for character in code where !character.isASCII { #expect(html.contains(character)) }
  }

  @Test("code in a language that nobody knows is shown as it is")
  func unknownLanguage() throws {
    #expect(try ScriptRenderer().highlighted("a < b", language: "klingon") == "a &lt; b")
  }

  @Test("languages beyond the common ones are coloured too", arguments: [("<p>x</p>", "html"), ("int x = 1;", "cpp")])
  func otherLanguages(_ code: String, _ language: String) throws {
    #expect(try ScriptRenderer().highlighted(code, language: language).contains("<span class=\"hljs-"))
  }

  @Test("formulas that were begun aside come out the same, and a wrong one is still an error")
  func begun() throws {
    let scripts = ScriptRenderer()
    scripts.begin([("x^2", false), (#"\frac{1}{"#, false)])
    #expect(try scripts.mathML("x^2", isDisplayed: false) == ScriptRenderer().mathML("x^2", isDisplayed: false))
    #expect(throws: ScriptRenderer.FormulaFailure.self) {
      try scripts.mathML(#"\frac{1}{"#, isDisplayed: false).get()
    }
  }
}
