import Foundation

/// The Swift toolchain that compiles lessons. Its parts are called directly: the driver would start them twice over.
public struct Toolchain: Sendable {
  /// `usr/bin` of the toolchain.
  public let binaries: URL

  /// Finds the toolchain of the `swiftc` on `$PATH`.
  ///
  /// Throws `InstallationError.toolMissing`.
  public init(environment: [String: String]) throws(InstallationError) {
    let folders = (environment["PATH"] ?? "").split(separator: ":").map { URL(fileURLWithPath: String($0)) }
    guard let compiler = folders.map({ $0.appending(path: "swiftc") }).first(where: Self.isExecutable) else {
      throw .toolMissing(name: "swiftc")
    }
    binaries = compiler.resolvingSymlinksInPath().deletingLastPathComponent()
    for tool in [frontend, linker] where !Self.isExecutable(tool) {
      throw .toolMissing(name: tool.lastPathComponent)
    }
  }

  /// The compiler proper.
  public var frontend: URL { binaries.appending(path: "swift-frontend") }
  /// Clang, which calls the linker.
  public var linker: URL { binaries.appending(path: "clang") }
  /// The shared libraries of the standard library and Foundation.
  public var libraries: URL { binaries.deletingLastPathComponent().appending(path: "lib/swift/linux") }

  /// The target that lessons are compiled for.
  static var target: String {
    #if arch(x86_64)
      "x86_64-unknown-linux-gnu"
    #else
      "aarch64-unknown-linux-gnu"
    #endif
  }

  static var architecture: String { String(target.prefix { $0 != "-" }) }

  private static func isExecutable(_ file: URL) -> Bool {
    FileManager.default.isExecutableFile(atPath: file.path)
  }
}
