import Foundation
import Testing

@Suite struct SeveralLessonsTests {
  @Test func aLessonThatIsGivenTwiceRunsOnce() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1")])
    let outcome = try trial.run("run", "lessons", "lessons/a.md", "./lessons/a.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(trial.exists("output/a/index.html"))
  }

  @Test(arguments: ["notes.ipynb", "table.csv", "plain"]) func aFileThatIsNoLessonIsRefused(name: String) throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("1 + 1"), name: "1"])
    let outcome = try trial.run("run", "lessons", name)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains("'\(name)' is no lesson: a lesson's name ends in .md"))
    #expect(trial.exists("output/a/index.html"))
  }

  @Test func twoLessonsOfOneNameAreToldApart() throws {
    let trial = try CommandTrial(["one/a.md": lesson("1 + 1"), "two/a.md": lesson("1 + 1")])
    let outcome = try trial.run("run", "one", "two")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'one/a.md' and 'two/a.md' would both be written to 'a'; run them apart"))
  }

  /// It may declare the parameter: what is wrong with it has to be said first.
  @Test func aLessonThatCannotBeReadHidesNoErrorBehindItsParameters() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("1 + 1", parameters: "{ quick: false }") + "\n```{swift}\n",
      "lessons/b.md": lesson("2 + 2"),
    ])
    let outcome = try trial.run("run", "lessons", "-P", "quick=true")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("lessons/a.md:"))
    #expect(!outcome.errors.contains("no lesson has a parameter"))
    #expect(trial.exists("output/b/index.html"))
  }

  @Test func setsAndDictionariesAreInTheSameOrderOnEveryRun() throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson("Set((0..<40).map { \"name \\($0)\" }).joined(separator: \", \")")
    ])
    #expect(try trial.run("run", "lessons", "--no-cache").status == 0)
    let first = try trial.text("output/a/index.html")
    #expect(try trial.run("run", "lessons", "--no-cache").status == 0)
    #expect(first.contains("name 39"))
    #expect(try trial.text("output/a/index.html") == first)
  }

  @Test func lessonsGoOnWhereNobodyReadsWhatIsSaid() throws {
    let trial = try CommandTrial(["lessons/a.md": lesson("usleep(300_000)")])
    let shell = try trial.start(
      ["-c", "\"$0\" run lessons --no-cache 2>&1 | true", CommandTrial.program.path],
      program: URL(fileURLWithPath: "/bin/sh"))
    shell.waitUntilExit()
    #expect(trial.exists("output/a/index.html") && trial.exists("output/index.html"))
  }
}
