import Foundation

/// A folder with lessons on which the built command line is run.
final class CommandTrial {
  let folder: URL
  init(_ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-cli-\(UUID().uuidString)")
    for (name, text) in files { try write(name, text) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "tmp"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Runs the command line in the folder, to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    let process = try start(arguments, environment: environment)
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: try text("out.txt"), errors: try text("err.txt"))
  }

  /// Starts the command line in the folder; what it writes goes to files there.
  func start(
    _ arguments: [String], program: URL = CommandTrial.program, environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      [
        "XDG_CACHE_HOME": Self.packageFolder.appending(path: ".build/command-tests-cache").path,
        "TMPDIR": folder.appending(path: "tmp").path,
      ]
    ) { $1 }.merging(environment) { $1 }
    for name in ["out.txt", "err.txt"] { try write(name, "") }
    process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "out.txt"))
    process.standardError = try FileHandle(forWritingTo: folder.appending(path: "err.txt"))
    try process.run()
    return process
  }

  /// A cache of the trial's own, for what would disturb the others or be disturbed by them.
  var ownCache: [String: String] { ["XDG_CACHE_HOME": folder.appending(path: "cache").path] }

  /// An environment in which no data set is there or can be had: `curl` is this script, which by default reaches no server.
  func withoutNetwork(curl: String = "exit 6") throws -> [String: String] {
    try write("bin/curl", "#!/bin/sh\n\(curl)\n")
    let bin = folder.appending(path: "bin").path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(bin)/curl")
    return ownCache.merging([
      "PATH": "\(bin):" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "CUADERNO_DATA": "",
    ]) { $1 }
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: name).path)
  }

  /// `results.json` of a lesson, by key.
  func results(_ lesson: String) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: "output/\(lesson)/results.json"))
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  static let program = packageFolder.appending(path: ".build/release/cuaderno")

  private static let packageFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
}

/// A lesson of one cell; no two are alike, so that none is in the cache already.
func lesson(_ code: String, prose: String = "Prose.", parameters: String? = nil) -> String {
  (parameters.map { "---\ntitle: A\nparams: \($0)\n---\n\n" } ?? "")
    + "\(prose)\n\n```{swift}\n\(code) // \(UUID())\n```\n"
}
