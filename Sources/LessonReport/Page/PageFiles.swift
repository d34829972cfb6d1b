/// The files that stand beside a page. One is found by its path or its bytes without a look at the others: a cell may show ten
/// thousand figures.
package struct PageFiles {
  /// In their order, by their path from the page.
  package private(set) var all: [(path: String, bytes: [UInt8])] = []
  private var placeByPath: [String: Int] = [:]
  private var placeByBytes: [[UInt8]: Int] = [:]
  /// Paths without their last ending.
  private var stems: Set<String> = []

  /// No files.
  package init() {}

  /// Puts a file behind the others.
  package mutating func add(_ path: String, _ bytes: [UInt8]) {
    placeByPath[path] = placeByPath[path] ?? all.count
    placeByBytes[bytes] = placeByBytes[bytes] ?? all.count
    stems.insert(String(path[..<(path.lastIndex(of: ".") ?? path.endIndex)]))
    all.append((path, bytes))
  }

  /// What stands in a file; `nil` where there is none.
  package func bytes(at path: String) -> [UInt8]? { placeByPath[path].map { all[$0].bytes } }

  /// The first file with these bytes.
  package func path(of bytes: [UInt8]) -> String? { placeByBytes[bytes].map { all[$0].path } }

  /// Whether a file has the path, whatever its ending.
  package func hasStem(_ path: String) -> Bool { stems.contains(path) }
}
