import ArgumentParser
import Foundation
import LessonReport
import LessonRunner

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run lessons and write their reports.",
    discussion: """
      EXAMPLES
        cuaderno run                                 every lesson below lessons/, reports into output/
        cuaderno run lessons/clase-07.md -P quick=true
        cuaderno run -P epochs=1,2,5 -P filters=16,64   every combination, a report each
      """)

  @Argument(help: "Lessons (.md) and folders of lessons.", completion: .file(extensions: ["md"]))
  var paths: [String] = ["lessons"]

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Folder of the reports.", valueName: "folder"), completion: .directory)
  var output = "output"

  @Flag(help: "Put the figures into the page, so that it is one file.")
  var selfContained = false

  @OptionGroup var flags: RunFlags

  func run() async throws {
    let installation = try Installation()
    let session = try RunSession(paths: paths, flags: flags, oneBatch: false, installation: installation)
    let writer = try ReportWriter(
      templates: TemplateFolders.found(builtIn: installation.templates), output: URL(fileURLWithPath: output),
      selfContained: selfContained)
    Interruption.listen()
    let outcome = await session.run { lesson, run, name in try writer.write(lesson, run: run, name: name) }
    if Interruption.isRequested {
      StandardError.write("stopped; \(outcome.reports.count) reports are finished")
      throw Interruption.exitCode
    }
    let sweeps = try SweepPage.pages(of: outcome.results).map {
      try writer.write($0.lesson, run: $0.run, name: $0.name)
    }
    try writer.writeCourse(outcome.reports + sweeps)
    StandardError.write(outcome.summary + "; \(output)/index.html")
    if flags.requireData, outcome.lacksData { throw ExitCode.inputMissing }
    if !outcome.isGood { throw ExitCode.failure }
  }
}
