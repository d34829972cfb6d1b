import Foundation

/// The files of a data set in IDX format, found by their names.
///
/// Names as MNIST's: `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte`,
/// `t10k-labels-idx1-ubyte`, with any prefix, `test` for `t10k`, a dot for a hyphen, plain or with `.gz`.
struct IDXFolder {
  /// One of the four.
  enum Role: String, CaseIterable {
    case trainImages = "train-images-idx3-ubyte"
    case trainLabels = "train-labels-idx1-ubyte"
    case testImages = "t10k-images-idx3-ubyte"
    case testLabels = "t10k-labels-idx1-ubyte"
  }

  /// Path of each file; those for testing may be left out where there are none.
  let files: [Role: String]

  var hasTest: Bool { files[.testImages] != nil }

  /// The files in a folder; with a `prefix`, those whose names begin so. Where `needsTest` is false the two for testing may
  /// both be missing.
  init(_ folder: String, prefix: String?, needsTest: Bool = true) throws(DatasetError) {
    let names = try FolderNames.sorted(folder)
    var sets: [String: [Role: String]] = [:]
    for name in names {
      guard let found = Self.role(of: name), prefix == nil || found.prefix == prefix else { continue }
      // The plain file of two is the quicker one; names come sorted, so that it is met before its `.gz`.
      if sets[found.prefix]?[found.role] == nil { sets[found.prefix, default: [:]][found.role] = name }
    }
    guard sets.count <= 1 else { throw .severalSets(folder: folder, prefixes: sets.keys.sorted()) }
    let found = sets.first?.value ?? [:]
    let isWithoutTest = found[.testImages] == nil && found[.testLabels] == nil
    let needed: [Role] = isWithoutTest && !needsTest ? [.trainImages, .trainLabels] : Role.allCases
    if let lacking = needed.first(where: { found[$0] == nil }) {
      let expected = (prefix ?? sets.first?.key ?? "") + lacking.rawValue
      throw isWithoutTest && found.count == 2
        ? .noTestFiles(folder: folder, expected: expected)
        : .noFiles(folder: folder, expected: "\(expected) (plain or .gz)", found: names)
    }
    files = found.mapValues { "\(folder)/\($0)" }
  }

  /// Whether a folder holds any file of such a set without a prefix.
  static func isBegun(in folder: String) -> Bool {
    guard let names = try? FolderNames.sorted(folder) else { return false }
    return names.contains { role(of: $0)?.prefix == "" }
  }

  /// What a file is by its name, and what stands before the part that says so.
  static func role(of name: String) -> (prefix: String, role: Role)? {
    let lower = name.lowercased()
    guard lower.contains("idx") || !lower.contains(".") else { return nil }
    // What a download leaves beside the file that it fetches.
    guard ![".lock", ".part", ".log"].contains(where: lower.hasSuffix) else { return nil }
    for (word, isTrain) in [("train", true), ("t10k", false), ("test", false)] {
      for (kind, isImages) in [("images", true), ("labels", false)] {
        for separator in ["-", "_", "."] {
          guard let range = lower.range(of: word + separator + kind) else { continue }
          let role: Role =
            isTrain ? (isImages ? .trainImages : .trainLabels) : (isImages ? .testImages : .testLabels)
          return (String(lower[..<range.lowerBound]), role)
        }
      }
    }
    return nil
  }
}
