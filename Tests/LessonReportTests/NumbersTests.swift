import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("Numbers on the page")
struct NumbersTests {
  @Test(
    "are as short as can be",
    arguments: [
      (89.0, "89"), (-1, "−1"), (0, "0"), (-0.0, "0"), (0.0001, "0.0001"), (1.2e-7, "1.2e-07"), (.nan, "NaN"),
      (-.infinity, "−∞"), (1e30, "1e+30"), (0.1 + 0.2, "0.3"),
    ])
  func short(_ value: Double, _ text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test(
    "have as many digits as are asked for, and are a program's on a terminal",
    arguments: [
      (-0.123456, "−0.1235", "-0.1235"), (12345, "12345", "12345"), (.nan, "NaN", "nan"), (-.infinity, "−∞", "-inf"),
      (-0.0, "0", "0"), (2.5e-9, "2.5e-09", "2.5e-09"),
    ])
  func digits(_ value: Double, _ text: String, _ plain: String) {
    #expect(NumberText.short(value, digits: 4) == text)
    #expect(NumberText.plain(value, digits: 4) == plain)
  }

  @Test(
    "of a loss that has run away say its size alone",
    arguments: [
      (0.9764, "0.976"), (12345.6789, "12345.679"), (2.8007e30, "2.8e+30"), (-4e9, "−4e+09"), (.infinity, "∞"),
    ])
  func fixed(_ value: Double, _ text: String) {
    #expect(NumberText.fixed(value, 3) == text)
  }

  @Test("at ticks far from one have a power of ten")
  func ticks() {
    let ticks = [AxisTicks(0, 4e30), AxisTicks(0, 4e-9), AxisTicks(0, 4)].map { axis in axis.values.map(axis.text) }
    #expect(ticks[0] == ["0", "1e+30", "2e+30", "3e+30", "4e+30"])
    #expect(ticks[1] == ["0", "1e-09", "2e-09", "3e-09", "4e-09"])
    #expect(ticks[2] == ["0", "1", "2", "3", "4"])
  }

  @Test(
    "of a kernel are fractions where those are simpler",
    arguments: [
      (Float(1) / 9, "1/9"), (-2 / 3, "−2/3"), (0.05, "0.05"), (5, "5"), (1.0 / 16, "1/16"), (.pi, "3.1416"),
      (123456, "123456"), (1.5e30, "1.5e+30"),
    ])
  func fraction(_ value: Float, _ text: String) {
    #expect(NumberText.fraction(value) == text)
  }

  @Test(
    "are known in the columns of tables",
    arguments: [
      ("3", true), ("-0.25", true), ("1,845,354", true), ("1.2e-07", true), ("nan", true), ("", false),
      ("3 × 3", false),
      ("1,2", false), ("x", false), ("1.2.3", false),
    ])
  func isNumber(_ text: String, _ isNumber: Bool) {
    #expect(NumberText.isNumber(text) == isNumber)
  }

  @Test("of a column stand flush right under their name, and short rows are filled up")
  func columns() throws {
    let table = TableOutput(header: ["Kernel", "Sum"], rows: [["Mean", "-1"], ["Edges"]])
    let body = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run([.table(table)])
    ).body
    #expect(body.contains("<th scope=\"col\">Kernel</th><th scope=\"col\" class=\"align-right\">Sum</th>"))
    #expect(body.contains("<tr><td>Mean</td><td class=\"align-right\">−1</td></tr>"))
    #expect(body.contains("<tr><td>Edges</td><td class=\"align-right\"></td></tr>"))
  }

  @Test(
    "of a check are as exact as its tolerance, without the noise of 32-bit floats",
    arguments: [
      (0.9541234, 0.01, "0.9541"), (3.75, 3.75e-6, "3.75"), (0.1 + 1e-9, 1e-6, "0.1"), (-0.5, 1e-6, "−0.5"),
      (0.854, 0.01, "0.8540"), (3e-7, 1e-5, "0.0000003"), (1e-9, 1e-6, "1e-09"),
      (0.50000000001, 1e-12, "0.50000000001"),
    ])
  func check(_ actual: Double, _ tolerance: Double, _ text: String) throws {
    let check = CheckResult(
      name: "n", line: 1, actual: .number(actual), expected: .number(0), tolerance: tolerance, verdict: .passed,
      source: "")
    let body = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run([.check(check)])
    ).body
    #expect(body.contains("<dd>\(text)</dd>"))
  }

  @Test(
    "on an axis are round",
    arguments: [
      (0.0, 0.42, [0, 0.2, 0.4, 0.6]), (0.88, 0.989, [0.85, 0.9, 0.95, 1]), (3, 3, [1, 2, 3, 4, 5]),
      (-1, 1, [-1, -0.5, 0, 0.5, 1]), (.nan, 1, [0, 0.5, 1]), (0, 1e9, [0, 5e8, 1e9]),
    ])
  func ticks(_ least: Double, _ greatest: Double, _ expected: [Double]) {
    let values = AxisTicks(least, greatest).values
    #expect(
      values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-9 * max(1, abs($1)) },
      "\(values)")
    #expect(values.first.map { $0 <= (least.isNaN ? 0 : least) } == true)
    #expect(values.last.map { $0 >= greatest } == true)
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    let mantissa = (steps.first ?? 0) / pow(10, floor(log10(steps.first ?? 1) + 1e-9))
    #expect([1, 2, 5].contains { abs($0 - mantissa) < 1e-6 }, "\(values), recorded \(expected)")
  }
}

@Suite("References and numbers")
struct ReferenceTests {
  private let here = LessonBuilder.here

  private func figure() -> CellOutput {
    .figure(
      FigureOutput(
        .images(
          ImageGrid(
            kind: .images, tiles: [FigureImage(height: 1, width: 1, channels: 1, values: [0])], scale: .unit))))
  }

  @Test("a reference carries the number and leads to its target", arguments: [("es", "Figura 1"), ("en", "Figure 1")])
  func reference(_ language: String, _ text: String) throws {
    let lesson = LessonBuilder.lesson(
      [
        .paragraph([.reference(label: "fig-a", location: here)], location: here),
        .cell(LessonBuilder.cell(label: "fig-a")),
      ], language: language)
    let body = try LessonBuilder.page(lesson, run: LessonBuilder.run([figure()])).body
    #expect(body.contains("<a class=\"reference\" href=\"#fig-a\">\(text)</a>"))
    #expect(body.contains("<figure id=\"fig-a\">"))
  }

  @Test("a reference to nothing is an error at its place, with the nearest label")
  func unknown() throws {
    let lesson = LessonBuilder.lesson([
      .heading(level: 1, content: [.text("A")], label: "sec-intro", location: here),
      .paragraph([.reference(label: "sec-intor", location: here)], location: here),
    ])
    let page = try LessonBuilder.page(lesson)
    #expect(
      page.summary.problems.map(\.message) == [
        "@sec-intor refers to a label that nothing in the lesson has. Did you mean sec-intro?"
      ])
  }

  @Test("headings that refer to each other, or to themselves, name each other once")
  func circle() throws {
    func heading(_ label: String, to other: String) -> Block {
      .heading(
        level: 2, content: [.text("After "), .reference(label: other, location: here)], label: label, location: here)
    }
    let lesson = LessonBuilder.lesson([
      heading("sec-a", to: "sec-b"), heading("sec-b", to: "sec-a"), heading("sec-c", to: "sec-c"),
    ])
    let page = try LessonBuilder.page(lesson)
    #expect(page.summary.problems.isEmpty)
    #expect(page.body.contains(">After After After"))
  }

  @Test("a reference to a cell that showed nothing is an error where the cell ran, and none where it failed")
  func nothing() throws {
    let lesson = LessonBuilder.lesson([
      .paragraph([.reference(label: "fig-a", location: here)], location: here),
      .cell(LessonBuilder.cell(label: "fig-a")),
    ])
    #expect(
      try LessonBuilder.page(lesson).summary.problems.map(\.message) == [
        "@fig-a refers to a cell that shows nothing to number; end the cell with a figure or a table, or refer to another."
      ])
    #expect(try LessonBuilder.page(lesson, run: LessonBuilder.run(status: .timeout)).summary.problems.isEmpty)
  }

  @Test("sections are numbered where the front matter asks, levels counted from the highest used")
  func sections() throws {
    func heading(_ level: Int, _ text: String, _ line: Int) -> Block {
      .heading(level: level, content: [.text(text)], label: nil, location: SourceLocation(line: line))
    }
    var lesson = LessonBuilder.lesson([heading(2, "A", 1), heading(3, "B", 2), heading(3, "B", 3), heading(2, "C", 4)])
    lesson.frontMatter.numbersSections = true
    let body = try LessonBuilder.page(lesson).body
    for text in [
      "<h2 id=\"a\"><span class=\"number\">1</span> A", "<h3 id=\"b\"><span class=\"number\">1.1</span> B",
      "<h3 id=\"b-2\"><span class=\"number\">1.2</span> B", "<h2 id=\"c\"><span class=\"number\">2</span> C",
    ] {
      #expect(body.contains(text))
    }
  }

  @Test("a level that is left out leaves no hole in the outline")
  func outline() throws {
    func heading(_ level: Int, _ line: Int) -> Block {
      .heading(level: level, content: [.text("H\(line)")], label: nil, location: SourceLocation(line: line))
    }
    let body = try LessonBuilder.page(
      LessonBuilder.lesson([heading(1, 1), heading(3, 2), heading(4, 3), heading(2, 4)])
    )
    .body
    for tag in ["<h2 id=\"h1\">", "<h3 id=\"h2\">", "<h4 id=\"h3\">", "<h3 id=\"h4\">"] { #expect(body.contains(tag)) }
  }

  @Test("the table of checks stands in the contents list")
  func contents() throws {
    let lesson = LessonBuilder.lesson([
      .heading(level: 1, content: [.text("A")], label: nil, location: here), .cell(LessonBuilder.cell()),
    ])
    let check = CheckResult(
      name: "n", line: 1, actual: .number(1), expected: .number(1), tolerance: 0, verdict: .passed, source: "")
    #expect(
      try LessonBuilder.page(lesson, run: LessonBuilder.run([.check(check)])).body.contains("<li><a href=\"#checks\">"))
    #expect(try !LessonBuilder.page(lesson).body.contains("href=\"#checks\""))
  }

  @Test("a figure without alternative text is a warning, one with it is not", arguments: [nil, "Words."])
  func alternative(_ alt: String?) throws {
    let lesson = LessonBuilder.lesson([.cell(LessonBuilder.cell(label: "fig-a") { $0.alt = alt })])
    let page = try LessonBuilder.page(lesson, run: LessonBuilder.run([figure()]))
    #expect(page.summary.problems.isEmpty == (alt != nil))
    #expect(!page.summary.isFailed)
  }
}
