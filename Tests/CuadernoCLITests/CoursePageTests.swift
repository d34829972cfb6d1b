import Foundation
import Testing

/// What the course page links after runs of some of the lessons.
@Suite struct CoursePageTests {
  private func links(_ trial: CommandTrial) throws -> [String] {
    try trial.text("output/index.html").matches(of: /<a href="([^"#]+)\/index.html"/).map { String($0.output.1) }
  }

  private func threeLessons() throws -> CommandTrial {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("1"), "lessons/b.md": lesson("2"), "lessons/sub/c.md": lesson("3", parameters: "{n: 1}"),
    ])
    #expect(try trial.run("run").status == 0)
    #expect(try links(trial) == ["a", "b", "sub/c"])
    return trial
  }

  @Test func aRunOfOneLessonKeepsTheOthersByteForByte() throws {
    let trial = try threeLessons()
    let all = try trial.text("output/index.html")
    #expect(try trial.run("run", "lessons/a.md").status == 0)
    #expect(try trial.text("output/index.html") == all)
  }

  @Test func aLessonThatIsGoneLeavesThePageAndItsReportStays() throws {
    let trial = try threeLessons()
    try FileManager.default.removeItem(at: trial.folder.appending(path: "lessons/b.md"))
    #expect(try trial.run("run", "lessons/a.md").status == 0)
    #expect(try links(trial) == ["a", "sub/c"])
    #expect(trial.exists("output/b/index.html"))
  }

  @Test func whatFailsWhileTheOthersStandIsSaid() throws {
    let trial = try threeLessons()
    try trial.write("lessons/a.md", lesson("fatalError()"))
    #expect(try trial.run("run", "lessons/a.md").status == 1)
    #expect(try links(trial) == ["a", "b", "sub/c"])
    let failed = try trial.text("output/index.html")
    // The failure is not lost when another lesson runs.
    #expect(try trial.run("run", "lessons/b.md").status == 0)
    #expect(try trial.text("output/index.html") == failed)
  }

  @Test func theRunsOfASweepGiveWayToALaterRun() throws {
    let trial = try threeLessons()
    #expect(try trial.run("run", "lessons", "-P", "n=1,2").status == 0)
    #expect(try links(trial) == ["a", "b", "sub/c", "sub/c/n=1", "sub/c/n=2"])
    #expect(try trial.run("run", "lessons/a.md").status == 0)
    #expect(try links(trial) == ["a", "b", "sub/c", "sub/c/n=1", "sub/c/n=2"])
    #expect(try trial.run("run").status == 0)
    #expect(try links(trial) == ["a", "b", "sub/c"])
  }

  @Test func aMovedCourseKeepsItsPageAndADamagedSummaryIsNoReport() throws {
    let trial = try threeLessons()
    try trial.write("course/readme.txt", "")
    for name in ["lessons", "output"] {
      try FileManager.default.moveItem(
        at: trial.folder.appending(path: name), to: trial.folder.appending(path: "course/\(name)"))
    }
    try trial.write("course/output/b/summary.json", "{")
    #expect(try trial.run("run", "course/lessons/a.md", "-o", "course/output").status == 0)
    let page = try trial.text("course/output/index.html")
    #expect(page.contains("href=\"sub/c/index.html\"") && !page.contains("href=\"b/index.html\""))
  }
}
