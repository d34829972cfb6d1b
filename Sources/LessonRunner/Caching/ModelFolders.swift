import Foundation

/// The models that earlier builds of the engine trained, a folder each. A build keeps the bound of its own; together the
/// builds keep this one.
package struct ModelFolders: Sendable {
  let folder: URL
  let boundBytes: Int

  package init(folder: URL, boundBytes: Int = 8 << 30) {
    self.folder = folder
    self.boundBytes = boundBytes
  }

  /// Removes the folders not used for longest until the rest keeps the bound; the one used last always stays.
  package func dropOldest() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let builds = names.map { build(folder.appending(path: $0)) }.sorted { $0.used < $1.used }
    var bytes = builds.reduce(0) { $0 + $1.bytes }
    for build in builds.dropLast() {
      if bytes <= boundBytes { return }
      if (try? FileManager.default.removeItem(at: build.folder)) != nil { bytes -= build.bytes }
    }
  }

  private func build(_ folder: URL) -> (folder: URL, bytes: Int, used: Double) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    let stamps = names.compactMap { FileStamp(folder.appending(path: $0)) }
    return (folder, stamps.reduce(0) { $0 + $1.bytes }, stamps.map(\.modified).max() ?? 0)
  }
}
