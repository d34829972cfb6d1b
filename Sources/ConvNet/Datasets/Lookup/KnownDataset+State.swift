/// What there is of a known data set on this machine.
package enum KnownDatasetState: Sendable {
  /// All files, read and found right.
  case complete(Dataset, KnownDatasetPlace)
  /// Some of the files.
  case incomplete(KnownDatasetPlace, DatasetError)
  /// Files with something wrong in them.
  case damaged(KnownDatasetPlace, DatasetError)
  /// A download that was broken off, in bytes; `fetch` goes on with it.
  case begun(received: Int, size: Int)
  /// Nothing; so many bytes are to be fetched.
  case absent(size: Int)
}

extension KnownDataset {
  /// Reads what is there in the order of look-up.
  package func state(_ lookup: DatasetLookup) -> KnownDatasetState {
    if let place = place(in: lookup.folders) {
      do {
        return .complete(try open(at: place), place)
      } catch {
        switch error {
        case .noFiles, .noTestFiles, .missing: return .incomplete(place, error)
        default: return .damaged(place, error)
        }
      }
    }
    let files = remoteFiles(mirror: nil)
    let received = files.reduce(0) { $0 + Curl.length(of: "\(lookup.cacheFolder)/\($1.name).part") }
    let size = files.reduce(0) { $0 + $1.size }
    return received > 0 ? .begun(received: received, size: size) : .absent(size: size)
  }
}
