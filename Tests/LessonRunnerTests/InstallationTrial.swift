import Foundation
import LessonRunner

/// The folders of an installation, as far as it is looked for.
final class InstallationTrial {
  static let engine = "home/.build/release/libCuaderno.so"
  static let modules = ["ConvNet", "Cuaderno", "LessonEvents"].map { "home/.build/release/Modules/\($0).swiftmodule" }
  static let compiler = "toolchain/swift-frontend"

  let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-machine-\(UUID().uuidString)")

  init() throws {
    for directory in ["home/Sources/Cuaderno", "home/.build/release/Modules", "toolchain"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: directory), withIntermediateDirectories: true)
    }
    for name in ["home/Package.swift"] + Self.modules + [Self.engine] { try write(name) }
    for tool in ["swiftc", "swift-frontend", "clang"] {
      try write("toolchain/\(tool)")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder.appending(path: "toolchain/\(tool)").path)
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String = "") throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func installation() throws -> Installation {
    try Installation(
      executable: folder.appending(path: "home/.build/release/cuaderno"),
      environment: [
        Installation.environmentKey: folder.appending(path: "home").path,
        "PATH": folder.appending(path: "toolchain").path,
      ])
  }
}
