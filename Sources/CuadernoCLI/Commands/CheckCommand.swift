import ArgumentParser
import Folders
import Foundation
import LessonReport
import LessonRunner

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Compile lessons and run them with one batch for every fit and evaluate; no report.",
    discussion: """
      EXAMPLE
        cuaderno check lessons/clase-07.md
      """)

  @Argument(help: "Lessons (.md) and folders of lessons.", completion: .file(extensions: ["md"]))
  var paths: [String]

  @OptionGroup var flags: RunFlags

  func run() async throws {
    let installation = try Installation()
    let (files, isComplete) = try LessonFile.required(paths)
    let session = try RunSession(
      files: files, flags: flags, oneBatch: true, installation: installation,
      observers: try flags.observers(), checksNames: true)
    // Rendered aside, so that a wrong formula or reference is found as well.
    let folder = try OwnedFolder.forRun()
    // It goes with its last reference, and pages are written into it until the end.
    defer { withExtendedLifetime(folder) {} }
    let writer = try ReportWriter(templates: TemplateFolders.found(builtIn: installation.templates), output: folder.url)
    Interruption.listen()
    let outcome = await session.run { lesson, run, name in try writer.write(lesson, run: run, name: name) }
    if Interruption.isRequested { throw Interruption.exitCode }
    StandardError.write(outcome.summary)
    if !isComplete || (flags.requireData && outcome.lacksData) { throw ExitCode.inputMissing }
    if !outcome.isGood { throw ExitCode.failure }
  }
}
