import Foundation
import LessonDocument
import LessonEvents
import LessonRunner

/// A lesson written for a test, run in a folder of its own by the built command line.
struct LessonTrial {
  let folder: URL
  let lesson: Lesson
  var options: RunOptions

  /// Writes the lesson, and files beside it.
  init(_ text: String, files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    let path = folder.appending(path: "lesson.md").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    lesson = try LessonParser.parse(path: path, contents: Data(text.utf8))
    options = RunOptions(cacheFolder: Self.compilerCache, usesCache: false)
    options.limits.cellSeconds = 600
  }

  func run(
    _ parameters: [String: ParameterValue] = [:], onEvent: @escaping @Sendable (RunnerEvent) -> Void = { _ in }
  ) async throws -> LessonRun {
    defer { try? FileManager.default.removeItem(at: folder) }
    let runner = LessonRunner(installation: try Self.installation(), options: options)
    return try await runner.run(lesson, parameters: parameters, onEvent: onEvent)
  }

  /// The package that these tests stand in, as a release build left it.
  static func installation() throws -> Installation {
    try Installation(executable: packageFolder.appending(path: ".build/release/cuaderno"), environment: environment)
  }

  static let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Kept between test runs: filling it costs more than a second.
  static let compilerCache = packageFolder.appending(path: ".build/lesson-tests-cache")

  private static var environment: [String: String] {
    ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? ""]
  }
}

extension LessonRun {
  /// The texts that a cell shows.
  func texts(_ cell: Int) -> [String] {
    cells[cell].outputs.compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  var statuses: [CellRun.Status] { cells.map(\.status) }
}

/// A cell as it stands in a lesson.
func cell(_ code: String) -> String { "```{swift}\n\(code)\n```\n\n" }

/// Code that starts a shell, and from it one in a session of its own, and goes on when both have printed a process.
///
/// - Parameter inner: what the second shell does; it makes the file `inner` when it has printed.
func startingShells(inner: String) -> String {
  """
  let shell = Process()
  shell.executableURL = URL(fileURLWithPath: "/bin/sh")
  shell.arguments = ["-c", "setsid sh -c '\(inner)' & echo $!; touch outer; wait"]
  try shell.run()
  for file in ["inner", "outer"] { while !FileManager.default.fileExists(atPath: file) { usleep(1000) } }
  """
}
