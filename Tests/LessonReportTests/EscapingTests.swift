import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("What a lesson says")
struct EscapingTests {
  /// At its end a `<` is one character with the sign before it, and a quote with the mark after it.
  private static let attack = #"<script>alert(1)</script><img src=x onerror="alert(1)">'"&"# + "\u{600}<b>\"\u{301}x"

  private static let outputs: [CellOutput] = [
    .text(attack), .table(TableOutput(header: [attack], rows: [[attack]])),
    .metrics(MetricsOutput(rows: [.init(name: attack, accuracy: 1, loss: 0, support: 1, isComparable: true)])),
    .confusionMatrix(
      ConfusionMatrixOutput(
        classNames: [attack, attack], counts: [[1, 0], [0, 1]],
        perClass: [ClassMetrics(name: attack, precision: 1, recall: 1, f1: 1, support: 1)])),
    .history(HistoryOutput(series: [.init(name: attack, values: [1, 2])])),
    .summary(
      SummaryOutput(
        inputShape: [2],
        layers: [.init(name: attack, type: attack, outputShape: [2], parameters: 1, parameterFormula: attack)],
        trainableParameters: 1, nonTrainableParameters: 0)),
    .check(
      CheckResult(
        name: attack, line: 1, actual: .number(1), expected: .number(1), tolerance: 0, verdict: .missed,
        source: attack, note: attack)),
    .figure(
      FigureOutput(
        .images(
          ImageGrid(
            kind: .images,
            tiles: [FigureImage(height: 1, width: 1, channels: 1, values: [0], title: attack, note: attack)],
            scale: .unit, layer: attack)))
    ).captioned(attack, alt: attack),
    .text(attack).captioned(attack, alt: attack),
    .figure(
      FigureOutput(
        .decisionBoundary(
          DecisionBoundary(
            featureNames: [attack, attack], classNames: [attack], xRange: [0, 1], yRange: [0, 1], areas: [[0]],
            points: [])))),
  ]

  private static let classes = CellOutput.figure(
    FigureOutput(
      .classes(
        ClassSections(
          matrix: ConfusionMatrixOutput(
            classNames: [attack], counts: [[1]],
            perClass: [ClassMetrics(name: attack, precision: 1, recall: 1, f1: 1, support: 1)]),
          sections: [
            .init(
              examples: [
                ClassifiedImage(
                  image: FigureImage(height: 1, width: 1, channels: 1, values: [0]), label: 0, prediction: 0,
                  confidence: nil)
              ], hits: [], misses: [])
          ]))))

  private func check(_ body: String, _ source: Comment) {
    for part in ["<script>alert", "<img src=x", "onerror=\"alert", "\u{600}<b"] { #expect(!holds(body, part), source) }
  }

  /// Whether the bytes stand in a text: a browser knows nothing of characters that are made of several signs.
  private func holds(_ text: String, _ part: String) -> Bool { Data(text.utf8).range(of: Data(part.utf8)) != nil }

  @Test("is escaped in every kind of output", arguments: outputs + [classes])
  func output(_ output: CellOutput) throws {
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run([output]))
    check(page.body, "\(output)")
    let markedQuote = "\"\u{301}x"
    #expect(!holds(page.body, markedQuote))
    #expect(page.body.contains("&lt;script&gt;alert"))
    let svg = page.files.filter { $0.key.hasSuffix(".svg") }.map { String(decoding: $0.value, as: UTF8.self) }
    for text in svg { check(text, "file of \(output)") }
  }

  @Test("is escaped in prose, options, messages and what is printed")
  func prose() throws {
    let here = LessonBuilder.here
    let attack = Self.attack
    let cell = LessonBuilder.cell(attack, label: attack) {
      $0.caption = [.text(attack)]
      $0.alt = attack
    }
    let lesson = LessonBuilder.lesson(
      [
        .heading(level: 1, content: [.text(attack)], label: attack, location: here),
        .paragraph(
          [
            .text(attack), .code(attack), .html(attack), .reference(label: attack, location: here),
            .math(tex: attack, location: here), .image(url: attack, title: attack, alt: attack, location: here),
            .link(url: "https://example.org/\"onclick=\"x", title: attack, content: [.text(attack)]),
          ], location: here),
        .html(attack, location: here), .listing(code: attack, language: "html", location: here),
        .listing(code: attack, language: attack, location: here),
        .math(tex: #"\href{javascript:alert(1)}{x}\text{<script>alert(1)</script>}"#, label: nil, location: here),
        .cell(cell),
      ], title: attack)
    let run = LessonBuilder.run(
      [], stdout: attack, status: .error, error: CellFailure(message: attack, line: 11))
    let page = try LessonBuilder.page(lesson, run: run)
    check(page.body, "prose")
    #expect(!page.body.contains("\"onclick"))
    #expect(!page.body.contains("href=\"javascript"))
  }

  @Test("is escaped on the page of the course, and ends no element there")
  func course() throws {
    try ReportFixture.withFolder { folder in
      let entry = ReportSummary(
        name: "a", title: Self.attack + "\u{600}</script>", subtitle: Self.attack, language: "en", isFailed: false,
        sections: [SearchSection(title: Self.attack, anchor: "", text: Self.attack)])
      try ReportWriter(templates: [ReportFixture.templates], output: folder).writeCourse([entry])
      let page = try String(contentsOf: folder.appending(path: "index.html"), encoding: .utf8)
      for part in ["<script>alert", "\u{600}<b", "\u{600}</script>"] { #expect(!holds(page, part), "\(part)") }
    }
  }

  @Test("loses control characters wherever it stands: HTML has none but tabs and line ends")
  func controls() throws {
    let coloured = "\u{1B}[31mred\u{1B}[0m\u{0}\u{7F}\tend\n"
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(coloured))], title: coloured),
      run: LessonBuilder.run([.text(coloured)], stdout: coloured))
    #expect(page.body.utf8.allSatisfy { $0 >= 32 && $0 != 127 || [9, 10, 13].contains($0) })
    #expect(page.body.contains("\u{FFFD}[31mred\u{FFFD}[0m\u{FFFD}\u{FFFD}\tend"))
  }

  @Test(
    "loses links that would run code",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
      "vbscript:x", "java\u{200B}script:alert(1)", "javascript:\u{301}alert(1)",
    ])
  func links(_ url: String) throws {
    #expect(HTMLText.safeAddress(url) == nil)
  }

  @Test(
    "keeps links that lead somewhere",
    arguments: ["https://example.org/a?b=c:d", "#sec", "other/index.html", "mailto:a@b.org", "a/b:c"])
  func goodLinks(_ url: String) {
    #expect(HTMLText.safeAddress(url) == url)
  }

  @Test("passes raw HTML only where the front matter says so", arguments: [false, true])
  func rawHTML(_ allows: Bool) throws {
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.html("<b class=\"mine\">x</b>", location: LessonBuilder.here)], allowsHTML: allows))
    #expect(page.body.contains("<b class=\"mine\">") == allows)
  }

  @Test("cannot lead a figure's file out of its folder", arguments: ["../../x", "/etc/x", "a/b", ".."])
  func fileNames(_ label: String) throws {
    let image = FigureImage(height: 1, width: 1, channels: 1, values: [0])
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell(label: label))]),
      run: LessonBuilder.run([.figure(FigureOutput(.images(ImageGrid(kind: .images, tiles: [image], scale: .unit))))]))
    let figures = page.files.keys.filter { $0.hasSuffix(".png") }
    #expect(figures.count == 1)
    #expect(figures.allSatisfy { $0.hasPrefix("figures/") && $0.split(separator: "/").count == 2 })
  }

  @Test("reads no image from outside the lesson's folder", arguments: ["/etc/passwd.png", "../x.png", "%2e%2e/x.png"])
  func imagePaths(_ url: String) throws {
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([
        .paragraph([.image(url: url, title: "", alt: "", location: LessonBuilder.here)], location: LessonBuilder.here)
      ]))
    #expect(page.summary.problems == [ReportProblem(.imageLeadsOut(path: url), line: 5, column: 3)])
  }
}
