import ArgumentParser
import Foundation
import LessonRunner

/// Options that `run`, `check` and `serve` share.
struct RunFlags: ParsableArguments {
  @Option(
    name: [.customShort("P"), .customLong("param")],
    help: ArgumentHelp("Set a parameter of the lessons; several values make a sweep.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(help: ArgumentHelp("Folder of data sets.", valueName: "folder"), completion: .directory)
  var data: String?

  @Option(help: ArgumentHelp("Lessons at one time (default: as the machine allows).", valueName: "count"))
  var jobs: Int?

  @Option(help: ArgumentHelp("Memory that one lesson may hold.", valueName: "MiB"))
  var memory: Int?

  @Option(help: ArgumentHelp("Seconds that each cell may take.", valueName: "seconds"))
  var timeout: Double?

  @Option(help: ArgumentHelp("Seconds that each lesson may take.", valueName: "seconds"))
  var lessonTimeout: Double?

  @Flag(help: "Read nothing from the caches and store nothing there.")
  var noCache = false

  @Flag(help: "Start no more lessons when one has failed.")
  var failFast = false

  @Flag(help: "A data set that cannot be had is an error.")
  var requireData = false

  @Option(
    help: ArgumentHelp("Write what happens to a file, one JSON object a line.", valueName: "file"), completion: .file())
  var events: String?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number of at least 1") }
    if let memory, !(1...1 << 40).contains(memory) {
      throw ValidationError("--memory takes a number of MiB from 1 to \(1 << 40)")
    }
    for (name, seconds) in [("--timeout", timeout), ("--lesson-timeout", lessonTimeout)] {
      if let seconds, !(seconds > 0 && seconds.isFinite) {
        throw ValidationError("\(name) takes a number of seconds above 0")
      }
    }
  }

  /// Who hears of the lessons: the terminal, and the file of events.
  ///
  /// Throws `ExitCode` where that file cannot be written.
  func observers() throws -> [any RunObserver] {
    let display = ProgressDisplay(isTerminal: isatty(STDERR_FILENO) == 1)
    return try [display] + (events.map { [try EventLog(path: $0)] } ?? [])
  }

  /// The parameters as typed.
  ///
  /// Throws `ParameterError`.
  func assignments() throws -> [ParameterAssignment] {
    try parameters.map { try ParameterAssignment($0) }
  }
}
