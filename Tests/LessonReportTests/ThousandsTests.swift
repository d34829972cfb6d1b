import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("Long numbers")
struct ThousandsTests {
  private static let english = Thousands(mark: ",")

  @Test(
    "are grouped from five digits on; years, decimals and what is no number stay",
    arguments: [
      ("1845354", "1,845,354"), ("10000", "10,000"), ("2019", "2019"), ("−12345.6789", "−12,345.6789"),
      ("0.123456", "0.123456"), ("1e+30", "1e+30"), ("00123456", "00123456"), ("3 × 30000", "3 × 30000"), ("", ""),
    ])
  func grouped(_ text: String, _ expected: String) {
    #expect(Self.english.grouped(text) == expected)
  }

  @Test("of a column are grouped alike: four digits too where a longer number stands among them")
  func column() {
    #expect(Self.english.column([1792, 0, 36928]) == ["1,792", "0", "36,928"])
    #expect(Self.english.column([1792, 2019]) == ["1792", "2019"])
    #expect(Self.english.column(["1792.5", "", "-20000.0"]) == ["1,792.5", "", "-20,000.0"])
  }

  @Test("stand grouped in formulas")
  func inside() {
    #expect(Self.english.inside("10 × 10816 + 10 = 108170") == "10 × 10,816 + 10 = 108,170")
    #expect(Self.english.inside("64 × 3 + 64 = 1792, 0.12345") == "64 × 3 + 64 = 1792, 0.12345")
  }

  /// One page with the number 54321 in each place where a report sets one.
  private func page(_ language: String) throws -> (body: String, results: String) {
    let value = InlineValue(index: 0, expression: "n", cellsBefore: 1, location: LessonBuilder.here)
    let text = InlineValue(index: 1, expression: "s", cellsBefore: 1, location: LessonBuilder.here)
    let lesson = LessonBuilder.lesson(
      [
        .cell(LessonBuilder.cell()),
        .paragraph([.text("["), .value(value), .text("] ["), .value(text), .text("]")], location: LessonBuilder.here),
      ], language: language)
    var run = LessonBuilder.run([
      .check(
        CheckResult(
          name: "n", line: 1, actual: .number(54321), expected: .number(54321), tolerance: 0, verdict: .passed,
          source: "")),
      .table(
        TableOutput(header: ["id", "n"], rows: [["54321", "54321"], ["54322", "1234"]], numberColumns: [1])),
      .metrics(
        MetricsOutput(rows: [.init(name: "Test", accuracy: 1, loss: 0, support: 54321, isComparable: true)])),
      .summary(
        SummaryOutput(inputShape: [2], layers: [], trainableParameters: 54321, nonTrainableParameters: 0)),
      .confusionMatrix(ConfusionMatrixOutput(classNames: ["a"], counts: [[54321]])),
    ])
    run.inlineValues = [InlineText("54321", isNumber: true), "54321"]
    let page = try LessonBuilder.page(lesson, run: run)
    return (page.body, String(decoding: try #require(page.files["results.json"]), as: UTF8.self))
  }

  @Test(
    "follow one rule in checks, tables, evaluations, summaries and prose, by the lesson's language",
    arguments: [("en", "54,321"), ("es", "54\u{202F}321")])
  func everywhere(_ language: String, _ number: String) throws {
    let (body, results) = try page(language)
    for place in [
      "<dd>\(number)</dd>", "<td class=\"align-right\">\(number)</td>", "<td>\(number)</td>",
      "<td class=\"heat-9 diagonal\" title=\"a → a: \(number)\">\(number)</td>",
      "[<span class=\"value\">\(number)</span>]",
    ] {
      #expect(body.contains(place), "\(place)")
    }
    #expect(body.contains("<td class=\"align-right\">\(language == "en" ? "1,234" : "1\u{202F}234")</td>"))
    // What an author gave as text is left alone, and so is what other programs read.
    #expect(body.contains("<td class=\"align-right\">54321</td>"))
    #expect(body.contains("[<span class=\"value\">54321</span>]"))
    #expect(!results.contains(number))
    #expect(results.contains("\"support\": 54321") && results.contains("\"actual\": 54321"))
  }
}
