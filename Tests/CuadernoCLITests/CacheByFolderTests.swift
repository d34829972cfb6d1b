import Foundation
import Testing

@Suite struct CacheByFolderTests {
  /// Lessons of two groups with the same cells, whose paths are made while they run.
  @Test func lessonsWithTheSameCellsReadTheFilesBesideThem() throws {
    let text = lesson(
      """
      for i in 1...1 {
        let table = try Dataset(csv: "group\\(i).csv", label: "kind")
        print("rows: \\(table.train.count + table.test.count)")
      }
      """)
    let trial = try CommandTrial([
      "group-a/practice.md": text, "group-b/practice.md": text,
      "group-a/group1.csv": "x,kind\n" + (0..<10).map { "\($0),\($0 % 2)\n" }.joined(),
      "group-b/group1.csv": "x,kind\n" + (0..<20).map { "\($0),\($0 % 2)\n" }.joined(),
    ])
    for (group, rows) in [("group-a", 10), ("group-b", 20), ("group-b", 20)] {
      let outcome = try trial.run("run", group)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try trial.text("output/practice/index.html").contains("rows: \(rows)"))
    }
    #expect(try trial.text("err.txt").contains("unchanged"))
  }
}
