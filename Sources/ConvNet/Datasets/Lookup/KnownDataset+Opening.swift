import Foundation

extension KnownDataset {
  /// Reads the data set from where its files stand.
  package func open(at place: KnownDatasetPlace) throws(DatasetError) -> Dataset {
    switch (self, place) {
    case (.mnist, _):
      try Dataset(
        idx: IDXFolder(place.path, prefix: ""), folder: place.path, name: rawValue,
        classNames: (0..<10).map(String.init), counts: (60_000, 10_000))
    case (.cifar10, .folder(let path)): try Dataset(cifar10Folder: path)
    case (.cifar10, .archive(let path)): try Dataset(cifar10Archive: path)
    }
  }

  /// The data set by the order of look-up: files in one of the folders, else the set that the engine draws.
  ///
  /// Files that are there but damaged are an error, never a reason to draw.
  package func open(_ lookup: DatasetLookup) throws(DatasetError) -> Dataset {
    if let folder = lookup.folder, !FileManager.default.fileExists(atPath: folder) { throw .noFolder(folder) }
    if let place = place(in: lookup.folders), !isHalfFetched(place, lookup) { return try open(at: place) }
    var reason = "no folder holds its files"
    if lookup.mayFetch {
      if let failure = fetchFailure(lookup) {
        reason = failure.description
      } else if let place = place(in: [lookup.cacheFolder]) {
        return try open(at: place)
      }
    }
    guard !lookup.requireData else {
      EngineEnvironment.current.datasetMissing?(rawValue)
      throw .unavailable(name: rawValue, lookedIn: lookup.folders, reason: reason)
    }
    return standIn(
      reason: "\(rawValue) is not to be had, so that images drawn by the engine stand in: \(reason) "
        + "(looked in \(lookup.folders.joined(separator: ", ")))")
  }

  /// Whether a place is that of a download that ended between two of its files: the rest is fetched, it is no damage.
  private func isHalfFetched(_ place: KnownDatasetPlace, _ lookup: DatasetLookup) -> Bool {
    guard self == .mnist, lookup.mayFetch, place.path.hasPrefix(lookup.cacheFolder + "/") else { return false }
    do {
      _ = try IDXFolder(place.path, prefix: "")
      return false
    } catch {
      switch error {
      case .noFiles, .noTestFiles: return true
      default: return false
      }
    }
  }

  /// Why the files could not be fetched; `nil` where they were.
  private func fetchFailure(_ lookup: DatasetLookup) -> DownloadError? {
    do {
      try fetch(lookup)
      return nil
    } catch {
      return error
    }
  }
}
