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
        cuaderno run                          every lesson below lessons/
        cuaderno run lessons/clase-07.md -P quick=true
        cuaderno run -P epochs=1,2 -P filters=16,64    every combination
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
    let (files, isComplete) = try LessonFile.required(paths)
    let session = try RunSession(
      files: files, flags: flags, oneBatch: false, installation: installation,
      observers: try flags.observers(), checksNames: true)
    let writer = try ReportWriter(
      templates: TemplateFolders.found(builtIn: installation.templates), output: URL(fileURLWithPath: output),
      selfContained: selfContained, cache: flags.noCache ? nil : RunOptions.defaultPageCacheFolder)
    try writer.checkOutput()
    Interruption.listen()
    let outcome = await session.run(preparing: writer.prepare) { lesson, run, name in
      try writer.write(lesson, run: run, name: name)
    }
    if Interruption.isRequested {
      StandardError.write("stopped; \(SessionOutcome.count(outcome.reports.count, "report")) finished in \(output)")
      throw Interruption.exitCode
    }
    let sweeps = try SweepPage.pages(of: outcome.results, by: writer).map {
      try writer.write($0.lesson, run: $0.run, name: $0.name)
    }
    try writer.writeCourse(outcome.courseEntries + sweeps)
    StandardError.write(outcome.summary + "; \(output)/index.html")
    if !isComplete || (flags.requireData && outcome.lacksData) { throw ExitCode.inputMissing }
    if !outcome.isGood { throw ExitCode.failure }
  }
}
