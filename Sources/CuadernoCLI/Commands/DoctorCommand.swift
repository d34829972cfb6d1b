import ArgumentParser
import Foundation
import LessonDocument
import LessonRunner

struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Say what is missing on this machine, and the command that installs it.")

  func run() async throws {
    var isWell = true
    do {
      let installation = try Installation()
      print("ok       Cuaderno in \(installation.home.path), library in \(installation.products.path)")
      print("ok       Swift in \(installation.toolchain.binaries.path)")
      if let problem = try await Self.trialProblem(installation) {
        isWell = false
        print("broken   a cell does not run: \(problem)")
      } else {
        print("ok       a cell compiles and runs")
      }
    } catch {
      isWell = false
      print("missing  \(error)")
    }
    for need in Self.needs {
      if FileManager.default.fileExists(atPath: need.file) {
        print("ok       \(need.purpose)")
      } else {
        isWell = false
        print("missing  \(need.purpose): sudo apt-get install \(need.package)")
      }
    }
    let cache = RunOptions.defaultCacheFolder
    if (try? FileManager.default.createDirectory(at: cache, withIntermediateDirectories: true)) != nil,
      FileManager.default.isWritableFile(atPath: cache.path)
    {
      print("ok       caches in \(cache.path)")
    } else {
      isWell = false
      print("missing  \(cache.path) cannot be written; XDG_CACHE_HOME names another place")
    }
    if !isWell { throw ExitCode.failure }
  }

  /// Why a cell does not run here; `nil` where it does. It fills the compiler's cache of modules on the way.
  private static func trialProblem(_ installation: Installation) async throws -> String? {
    let path = FileManager.default.temporaryDirectory.appending(path: "trial.md").path
    let lesson = try LessonParser.parse(path: path, contents: Data("```{swift}\n1 + 1\n```\n".utf8))
    let run = try await LessonRunner(installation: installation, options: RunOptions(usesCache: false)).run(lesson)
    return run.cells.first?.error?.message
  }

  /// What must be installed beside Swift.
  private static let needs: [(file: String, purpose: String, package: String)] = [
    ("/usr/share/javascript/katex/katex.min.js", "formulas (KaTeX)", "libjs-katex"),
    ("/usr/share/javascript/highlight.js/highlight.min.js", "code in colour (highlight.js)", "libjs-highlight.js"),
    ("/usr/include/duktape.h", "their interpreter (Duktape)", "duktape-dev"),
    ("/usr/include/cmark.h", "Markdown (cmark)", "libcmark-dev"),
    ("/usr/include/png.h", "pictures (libpng)", "libpng-dev"),
    ("/usr/include/zlib.h", "compressed data (zlib)", "zlib1g-dev"),
  ]
}
