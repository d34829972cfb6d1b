import Foundation

/// A data set that is looked for by its name.
package enum KnownDataset: String, CaseIterable, Sendable {
  /// Handwritten digits, 28×28, 60,000 and 10,000.
  case mnist
  /// Small photographs in colour, 32×32, ten classes, 50,000 and 10,000.
  case cifar10

  /// The first place below one of the folders that holds files of it; complete or not.
  package func place(in folders: [String]) -> KnownDatasetPlace? {
    for folder in folders {
      for candidate in candidates {
        let path = candidate.subfolder.isEmpty ? folder : "\(folder)/\(candidate.subfolder)"
        if candidate.isThere(path) { return candidate.place(path) }
      }
    }
    return nil
  }

  private var candidates: [Candidate] {
    switch self {
    case .mnist:
      ["mnist", "MNIST/raw", ""].map {
        Candidate(subfolder: $0, isThere: IDXFolder.isBegun(in:), place: KnownDatasetPlace.folder)
      }
    case .cifar10:
      ["cifar-10-batches-bin", "cifar10", ""].map { subfolder in
        Candidate(subfolder: subfolder, isThere: Self.holdsRecords, place: KnownDatasetPlace.folder)
      }
        + ["cifar-10-binary.tar.gz", "cifar-10-binary.tar", "cifar10/cifar-10-binary.tar.gz"].map {
          Candidate(
            subfolder: $0, isThere: FileManager.default.fileExists(atPath:), place: KnownDatasetPlace.archive)
        }
    }
  }

  private static func holdsRecords(_ folder: String) -> Bool {
    (CIFAR10Records.trainFiles + [CIFAR10Records.testFile]).contains {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)")
    }
  }

  private struct Candidate {
    let subfolder: String
    let isThere: (String) -> Bool
    let place: (String) -> KnownDatasetPlace
  }
}

/// Where files of a known data set stand.
package enum KnownDatasetPlace: Sendable, Equatable {
  /// In a folder.
  case folder(String)
  /// In an archive.
  case archive(String)

  /// The path of the folder or archive.
  package var path: String {
    switch self {
    case .folder(let path), .archive(let path): path
    }
  }
}
