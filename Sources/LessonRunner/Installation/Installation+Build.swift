import Foundation

extension Installation {
  /// The library and the modules that a lesson is compiled against, as far as they are there.
  package var productStamps: [FileStamp] { ([library] + compiledModules).compactMap { FileStamp($0) } }

  /// Whether the build is whole and has not changed since it looked so: a build writes the modules first and links the
  /// library from them at its end.
  package func isComplete(since earlier: [FileStamp]) -> Bool {
    let now = productStamps
    guard now.count == 1 + compiledModules.count, now == earlier else { return false }
    return now.allSatisfy { $0.modified <= now[0].modified }
  }

  private var compiledModules: [URL] {
    ["ConvNet", "Cuaderno", "LessonEvents"].map { modules.appending(path: "\($0).swiftmodule") }
  }
}
