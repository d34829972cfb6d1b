/// Why lessons cannot be compiled here.
public enum InstallationError: Error, Equatable {
  /// `$CUADERNO_HOME` names another folder.
  case homeInvalid(path: String)
  /// No folder above the executable holds the package.
  case homeMissing(executable: String)
  /// The package was not built, or not the library that lessons link.
  case libraryMissing(folders: [String])
  /// A part of Swift's toolchain is not there.
  case toolMissing(name: String)
}

extension InstallationError: CustomStringConvertible {
  /// The value as text.
  public var description: String {
    switch self {
    case .homeInvalid(let path):
      "\(Installation.environmentKey) names \(path), which does not hold the Cuaderno package"
    case .homeMissing(let executable):
      "no Cuaderno package stands above \(executable); set \(Installation.environmentKey) to its folder"
    case .libraryMissing(let folders):
      "libCuaderno.so and its modules are not in \(folders.joined(separator: " nor ")); "
        + "build them with 'swift build -c release'"
    case .toolMissing(let name):
      "'\(name)' of the Swift toolchain was not found; install Swift 6.1 or newer and put its 'usr/bin' on the PATH"
    }
  }
}
