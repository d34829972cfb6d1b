import Digests
import Foundation

/// Where the library that lessons are compiled against stands, and the toolchain that compiles them.
public struct Installation: Sendable {
  /// The environment variable that names the package's folder.
  public static let environmentKey = "CUADERNO_HOME"

  /// The package: it holds `Package.swift` and `templates`.
  public let home: URL
  /// The build: `libCuaderno.so`, `Modules` and the executable `cuaderno`.
  public let products: URL
  /// The compiler.
  public let toolchain: Toolchain

  /// Finds the package by `$CUADERNO_HOME`, else by walking up from the executable, and the toolchain by `$PATH`.
  ///
  /// Throws `InstallationError`.
  public init(
    executable: URL? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(InstallationError) {
    let executable = executable ?? URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    home = try Self.home(executable: executable, environment: environment)
    let candidates = [executable.deletingLastPathComponent(), home.appending(path: ".build/release")]
    guard let products = candidates.first(where: Self.holdsLibrary) else {
      throw .libraryMissing(folders: candidates.map(\.path))
    }
    self.products = products.resolvingSymlinksInPath()
    toolchain = try Toolchain(environment: environment)
  }

  /// The library that lessons link.
  public var library: URL { products.appending(path: "libCuaderno.so") }
  /// The `.swiftmodule` files of `Cuaderno` and what it imports.
  public var modules: URL { products.appending(path: "Modules") }
  /// The command line itself; it also supervises lessons.
  public var executable: URL { products.appending(path: "cuaderno") }
  /// The page templates that come with the package.
  public var templates: URL { home.appending(path: "templates") }

  /// The compiler's cache of imported modules: beside the build, so that it is filled once for all, or below `cache`
  /// where the build may not be written to. The compiler refuses a cache that was filled at another place, as in a build that
  /// was moved or copied.
  package func moduleCache(orBelow cache: URL) -> URL {
    let own = Self.folder(for: ownModuleCaches)
    let isMade = (try? FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)) != nil
    return isMade && FileManager.default.isWritableFile(atPath: own.path)
      ? own : Self.folder(for: cache.appending(path: "modules"))
  }

  /// Beside the build, one a place at which the build stood.
  public var ownModuleCaches: URL { products.appending(path: "LessonModules") }

  private static func folder(for place: URL) -> URL {
    place.appending(path: String(SHA256.hexadecimal(of: Array(place.path.utf8)).prefix(16)))
  }

  /// Maps of the C modules that the engine imports: a client's compiler needs them too.
  var moduleMaps: [URL] {
    ["CPNG", "CPUFeatures", "CZlib"].map { home.appending(path: "Sources/\($0)/module.modulemap") }
  }

  private static func holdsLibrary(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: "libCuaderno.so").path)
      && FileManager.default.fileExists(atPath: folder.appending(path: "Modules/Cuaderno.swiftmodule").path)
  }

  private static func home(executable: URL, environment: [String: String]) throws(InstallationError) -> URL {
    if let path = environment[environmentKey], !path.isEmpty {
      let home = URL(fileURLWithPath: path)
      guard isPackage(home) else { throw .homeInvalid(path: path) }
      return home
    }
    var folder = executable.deletingLastPathComponent()
    while folder.path != "/" {
      if isPackage(folder) { return folder }
      folder.deleteLastPathComponent()
    }
    throw .homeMissing(executable: executable.path)
  }

  private static func isPackage(_ folder: URL) -> Bool {
    ["Package.swift", "Sources/Cuaderno"].allSatisfy {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }
}
