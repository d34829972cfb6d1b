import Folders
import Foundation

/// Compiles the program of a lesson: one call of the compiler, one of the linker.
struct LessonCompiler {
  let installation: Installation
  /// The compiler's cache of imported modules; an empty one costs more than a second.
  let moduleCache: URL
  let isOptimized: Bool
  let isCancelled: @Sendable () -> Bool

  /// Compiles `program` in `folder`.
  ///
  /// Returns the executable, or the compiler's errors.
  func compile(_ program: String, in folder: URL) throws -> Result<URL, CompilerErrors> {
    let source = folder.appending(path: "main.swift")
    let object = folder.appending(path: "lesson.o")
    let executable = folder.appending(path: "lesson")
    try Data(program.utf8).write(to: source)
    let compiled = try ToolRun.run(
      installation.toolchain.frontend, compilerArguments(source: source, object: object, folder: folder),
      isCancelled: isCancelled)
    guard compiled.succeeded else { return .failure(CompilerErrors(compiled)) }
    // On a full disk the compiler succeeds and leaves nothing.
    guard FileManager.default.fileExists(atPath: object.path) else { throw Reason.error(ENOSPC) }
    let linked = try ToolRun.run(
      installation.toolchain.linker, linkerArguments(object: object, executable: executable),
      isCancelled: isCancelled)
    guard linked.succeeded else { return .failure(CompilerErrors(linked)) }
    return .success(executable)
  }

  /// Checks a program without making anything of it.
  func check(_ program: String, in folder: URL) throws -> Result<Void, CompilerErrors> {
    let source = folder.appending(path: "main.swift")
    try Data(program.utf8).write(to: source)
    let checked = try ToolRun.run(
      installation.toolchain.frontend, ["-frontend", "-typecheck", source.path] + commonArguments(folder: folder),
      isCancelled: isCancelled)
    return checked.succeeded ? .success(()) : .failure(CompilerErrors(checked))
  }

  private func compilerArguments(source: URL, object: URL, folder: URL) -> [String] {
    ["-frontend", "-c", "-primary-file", source.path, "-o", object.path] + commonArguments(folder: folder)
  }

  private func commonArguments(folder: URL) -> [String] {
    var arguments = ["-module-name", "lesson"]
    arguments += ["-target", Toolchain.target, "-disable-objc-interop", "-swift-version", "6"]
    arguments += ["-default-isolation", "MainActor", "-g", isOptimized ? "-O" : "-Onone"]
    arguments += ["-file-compilation-dir", folder.path, "-I", installation.modules.path]
    arguments += ["-module-cache-path", moduleCache.path]
    for map in installation.moduleMaps { arguments += ["-Xcc", "-fmodule-map-file=\(map.path)"] }
    arguments += ["-diagnostic-style", "llvm", "-no-color-diagnostics", "-suppress-warnings"]
    return arguments
  }

  private func linkerArguments(object: URL, executable: URL) -> [String] {
    let libraries = installation.toolchain.libraries
    let runtime = libraries.appending(path: "\(Toolchain.architecture)/swiftrt.o")
    // What a Swift driver would read out of the object file: the libraries that its imports ask for.
    let names = [
      "Cuaderno", "swiftSwiftOnoneSupport", "swiftCore", "swift_Concurrency", "swift_StringProcessing",
      "swift_RegexParser", "swiftRegexBuilder", "swiftSynchronization", "swiftObservation", "swiftGlibc",
      "BlocksRuntime", "dispatch", "swiftDispatch", "Foundation", "FoundationEssentials",
      "FoundationInternationalization", "FoundationNetworking", "FoundationXML", "m",
    ]
    var arguments = ["-fuse-ld=lld", "-pie", "--target=\(Toolchain.target)", runtime.path, object.path]
    arguments += ["-o", executable.path, "-L", libraries.path, "-L", installation.products.path, "-Wl,--as-needed"]
    for name in names { arguments.append("-l\(name)") }
    for folder in [libraries, installation.products] { arguments += ["-Xlinker", "-rpath", "-Xlinker", folder.path] }
    return arguments
  }
}

/// What the compiler or the linker found wrong.
struct CompilerErrors: Error {
  var diagnostics: [CompilerDiagnostic]
  /// The whole text, for errors that name no line.
  var text: String

  init(_ run: ToolRun) {
    diagnostics = CompilerDiagnostic.parse(run.errors)
    text = run.errors
  }

  /// The code of a full disk and the like, where the text complains of one.
  var lackOfSpace: Int32? { [ENOSPC, EDQUOT, EFBIG].first { text.contains(String(cString: strerror($0))) } }
}
