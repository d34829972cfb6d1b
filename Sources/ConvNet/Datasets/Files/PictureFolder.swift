import Foundation

/// PNG files in folders named for their classes.
struct PictureFolder {
  /// The most bytes of pixels of all pictures: 4 GiB.
  static let limit = 1 << 32

  /// Names of the classes, in order.
  let classNames: [String]
  /// Path of each picture, with its class: the classes spread evenly, so that the first few are of all of them, and the pictures of
  /// each in alphabetical order.
  let pictures: [(path: String, label: Int)]

  /// The class folders in a folder; throws where there are none, or one of them is empty.
  init(_ folder: String) throws(DatasetError) {
    classNames = try Self.folders(folder)
    guard !classNames.isEmpty else { throw .pictures(folder: folder, problem: .noClasses) }
    var pictures: [(path: String, label: Int, place: Double)] = []
    for (label, name) in classNames.enumerated() {
      let names = try FolderNames.sorted("\(folder)/\(name)").filter { !$0.hasPrefix(".") }
      // Left out in silence, half of a data set would be missing and nobody the wiser.
      if let other = names.first(where: Self.isOtherPicture) {
        throw .pictures(folder: folder, problem: .notPNG(file: "\(name)/\(other)"))
      }
      let files = names.filter { $0.lowercased().hasSuffix(".png") }
      guard !files.isEmpty else { throw .pictures(folder: folder, problem: .emptyClass(name)) }
      pictures += files.enumerated().map {
        ("\(folder)/\(name)/\($0.element)", label, (Double($0.offset) + 0.5) / Double(files.count))
      }
    }
    self.pictures = pictures.sorted { ($0.place, $0.label) < ($1.place, $1.label) }.map { ($0.path, $0.label) }
  }

  private static func isOtherPicture(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".ppm", ".pgm"].contains(where: lower.hasSuffix)
  }

  /// Names of the folders in a folder, in order; hidden ones are passed over.
  static func folders(_ folder: String) throws(DatasetError) -> [String] {
    try FolderNames.sorted(folder).filter { name in
      var isFolder: ObjCBool = false
      return !name.hasPrefix(".") && FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
        && isFolder.boolValue
    }
  }
}
