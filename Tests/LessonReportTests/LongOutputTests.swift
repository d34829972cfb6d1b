import Foundation
import LessonDocument
import LessonEvents
import LessonReport
import Testing

@Suite("What is too long for a page")
struct LongOutputTests {
  private func page(_ output: CellOutput) throws -> (body: String, results: String) {
    let page = try LessonBuilder.page(
      LessonBuilder.lesson([.cell(LessonBuilder.cell())]), run: LessonBuilder.run([output]))
    return (page.body, String(decoding: try #require(page.files["results.json"]), as: UTF8.self))
  }

  private func values(_ rows: Int, _ columns: Int, shift: (Int) -> Double = { _ in 0 }) -> CheckResult.Value {
    .array(
      (0..<rows).map { r in .array((0..<columns).map { c in .number(Double(r * columns + c) + shift(r * columns + c)) })
      }
    )
  }

  private func check(_ actual: CheckResult.Value, _ expected: CheckResult.Value) -> CellOutput {
    .check(
      CheckResult(name: "n", line: 1, actual: actual, expected: expected, tolerance: 0.5, verdict: .passed, source: ""))
  }

  @Test("a check of many numbers shows the ends, the count and the greatest difference; results.json has all")
  func check() throws {
    let (body, results) = try page(check(values(28, 28) { $0 == 59 ? 0.25 : $0 == 70 ? -0.125 : 0 }, values(28, 28)))
    #expect(body.contains("<dd>[0, 1, 2, 3, 4, 5, …, 782, 783]</dd>"))
    #expect(body.contains("<dt>Values</dt><dd>784 (28 × 28)</dd>"))
    #expect(body.contains("<dt>Greatest difference</dt><dd>0.25 [2, 3]</dd>"))
    #expect(!body.contains("400"))
    #expect(results.contains("400") && results.contains("59.25"))
  }

  @Test("a check of few numbers shows them all")
  func short() throws {
    let (body, _) = try page(check(values(6, 6), values(6, 6)))
    #expect(body.contains("[30, 31, 32, 33, 34, 35]]</dd>"))
    #expect(!body.contains("Greatest difference"))
  }

  @Test("a number that is none is the greatest difference, and shapes that differ have none")
  func odd() throws {
    let (body, _) = try page(check(values(1, 40) { $0 == 7 ? .nan : 100 }, values(1, 40)))
    #expect(body.contains("<dt>Greatest difference</dt><dd>NaN [0, 7]</dd>"))
    let (other, _) = try page(check(values(1, 41), values(1, 40)))
    #expect(other.contains("<dt>Values</dt>") && !other.contains("Greatest difference"))
  }

  @Test("a table of many rows shows its first and last ones and says how many there are; results.json has all")
  func table() throws {
    let rows = (0..<10_000).map { ["row \($0)", "\($0)"] }
    let (body, results) = try page(.table(TableOutput(header: ["a", "b"], rows: rows, numberColumns: [1])))
    #expect(body.contains("<td>row 49</td>") && !body.contains("<td>row 50</td>"))
    #expect(body.contains("<tr class=\"gap\"><td colspan=\"2\">⋮</td></tr><tr><td>row 9990</td>"))
    #expect(body.contains("10,000 rows: the first 50 and the last 10 are shown; results.json has them all."))
    #expect(results.contains("row 5000"))
    #expect(!(try page(.table(TableOutput(rows: Array(rows.prefix(200)))))).body.contains("class=\"gap\""))
  }

  @Test("a training of many epochs draws them all and lists the first and the last")
  func epochs() throws {
    let losses = (0..<1000).map { 1 / Double($0 + 1) }
    let (body, _) = try page(.history(HistoryOutput(series: [.init(name: "loss", values: losses)])))
    #expect(body.contains("<th scope=\"row\">50</th>") && !body.contains("<th scope=\"row\">51</th>"))
    #expect(body.contains("⋮</td></tr><tr><th scope=\"row\">991</th>"))
    #expect(body.contains("1000 rows: the first 50"))
  }
  @Test("a loss below zero stays inside its chart, and one that ran away stops nothing")
  func strangeLosses() throws {
    let (body, _) = try page(.history(HistoryOutput(series: [.init(name: "loss", values: [-1, -2.5, -4])])))
    let line = try #require(body.firstMatch(of: /class="line series-0" d="([^"]*)"/)).1
    let heights = line.matches(of: /[ML][0-9.]+ (-?[0-9.]+)/).compactMap { Double($0.1) }
    // Below the axis stand its numbers and its name.
    #expect(heights.count == 3 && heights.allSatisfy { (0...195).contains($0) }, "\(heights)")
    _ = try page(.history(HistoryOutput(series: [.init(name: "accuracy", values: [1e300, -1e300, 0.5])])))
  }

  @Test("a metric that a history has from a later epoch on is a dash before, and described from there")
  func lateMetrics() throws {
    let history = HistoryOutput(series: [
      .init(name: "loss", values: [1, 0.5, 0.25]), .init(name: "val_loss", values: [.nan, 0.75, .nan]),
    ])
    let (body, _) = try page(.history(history))
    #expect(body.contains("<th scope=\"row\">1</th><td>1.0000</td><td>–</td>"))
    #expect(body.contains("<td>0.2500</td><td>NaN</td>"))
    #expect(body.contains("0.750 → NaN"))
  }
}
