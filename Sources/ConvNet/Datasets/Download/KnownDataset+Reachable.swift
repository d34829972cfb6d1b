extension KnownDataset {
  /// Whether a server answers where the first of the files is fetched from; asks for no more than the answer's head.
  package func isReachable(_ lookup: DatasetLookup, connectSeconds: Int = 3) -> Bool {
    guard let file = remoteFiles(mirror: lookup.mirror).first else { return false }
    let curl = Curl(connectSeconds: connectSeconds, stallSeconds: connectSeconds)
    return file.addresses.contains { curl.answers($0) }
  }
}
