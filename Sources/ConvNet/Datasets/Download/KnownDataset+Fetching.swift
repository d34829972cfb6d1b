import Synchronization

extension KnownDataset {
  /// Whether a download found no server at all in this process: then the next one is not tried, for it would wait in vain.
  private static let isOffline = Mutex(false)

  /// Fetches the files of the data set into the cache folder; those that are there already are left as they are.
  package func fetch(
    _ lookup: DatasetLookup, downloader: Downloader? = nil, progress: (Downloader.Progress) -> Void = { _ in }
  ) throws(DownloadError) {
    let downloader = downloader ?? Downloader(folder: lookup.cacheFolder)
    for file in remoteFiles(mirror: lookup.mirror) {
      if Self.isOffline.withLock({ $0 }) { throw .unreachable(file: file.name, reasons: ["no network so far"]) }
      do {
        try downloader.fetch(file, progress: progress)
      } catch {
        if case .unreachable = error { Self.isOffline.withLock { $0 = true } }
        throw error
      }
    }
  }
}
