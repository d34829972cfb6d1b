import Synchronization

extension Dataset {
  /// MNIST: handwritten digits, 28×28×1, 60,000 and 10,000 (Y. LeCun, C. Cortes, C. Burges).
  ///
  /// Looked for in the folder asked for, in `$CUADERNO_DATA` and in the user's cache folder; where it is nowhere to be had,
  /// digits that the engine draws stand in, told by `origin`. Throws ``DatasetError`` for damaged files, and where data are
  /// required and not to be had.
  public static func mnist() throws -> Dataset { try known(.mnist) }

  /// CIFAR-10: small photographs of ten classes, 32×32×3, 50,000 and 10,000 (A. Krizhevsky).
  ///
  /// Looked for as ``mnist()`` is; shapes that the engine draws stand in. Throws ``DatasetError`` likewise.
  public static func cifar10() throws -> Dataset { try known(.cifar10) }

  /// Read once a process: a lesson may open it in every cell.
  private static let opened = Mutex<[String: Dataset]>([:])

  private static func known(_ dataset: KnownDataset) throws(DatasetError) -> Dataset {
    let lookup = DatasetLookup.current
    let key = ([dataset.rawValue, "\(lookup.requireData)"] + lookup.folders).joined(separator: "\n")
    if let kept = opened.withLock({ $0[key] }) { return kept.announced() }
    let read = try dataset.open(lookup)
    opened.withLock { $0[key] = read }
    return read.announced()
  }
}
