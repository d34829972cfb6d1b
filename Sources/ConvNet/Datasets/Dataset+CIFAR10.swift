import Foundation

extension Dataset {
  /// CIFAR-10's binary version from a folder that holds its six files.
  package init(cifar10Folder folder: String, recordsPerFile: Int = 10_000) throws(DatasetError) {
    let records = CIFAR10Records(recordsPerFile: recordsPerFile)
    let names = CIFAR10Records.trainFiles + [CIFAR10Records.testFile]
    let results = Concurrently.map(names) { name in
      Result { () throws(DatasetError) in
        let file = try DataFile("\(folder)/\(name)")
        guard file.isPacked || file.size == records.fileSize else {
          throw .damaged(
            file: file.path, offset: 0, problem: .count(expected: records.fileSize, found: file.size, what: "bytes"))
        }
        if let place = records.place(of: name) { try file.fill(place, "\(recordsPerFile) records") }
        return (name: name, digest: try file.finish())
      }
    }
    let digests = try results.map { result throws(DatasetError) in try result.get() }
    do {
      try self.init(cifar10: records.stores(), digest: DataDigest { DataDigest.ofFiles(digests) })
    } catch {
      throw .damaged(file: "\(folder)/\(error.file)", offset: error.offset, problem: error.damage)
    }
  }

  /// CIFAR-10's binary version from its archive, `.tar` or `.tar.gz`.
  package init(cifar10Archive path: String, recordsPerFile: Int = 10_000) throws(DatasetError) {
    let records = CIFAR10Records(recordsPerFile: recordsPerFile)
    let file = try DataFile(path)
    var lacking = CIFAR10Records.trainFiles + [CIFAR10Records.testFile]
    var archive = TarReader(file)
    while !lacking.isEmpty, let entry = try archive.next() {
      let name = entry.name.split(separator: "/").last.map(String.init) ?? entry.name
      guard entry.isFile, lacking.contains(name), let place = records.place(of: name) else { continue }
      guard entry.size == place.count else {
        throw .entry(file: path, entry: name, problem: .count(expected: place.count, found: entry.size, what: "bytes"))
      }
      try archive.read(into: place, "the entry \(name)")
      lacking.removeAll { $0 == name }
    }
    if let name = lacking.first { throw .entry(file: path, entry: name, problem: .missing) }
    let digest = try file.skipToEnd()
    let fileName = URL(fileURLWithPath: path).lastPathComponent
    do {
      try self.init(cifar10: records.stores(), digest: DataDigest { DataDigest.ofFiles([(fileName, digest)]) })
    } catch {
      throw .entry(file: path, entry: "\(error.file), byte \(error.offset)", problem: error.damage)
    }
  }

  private init(cifar10 stores: (train: ExampleStore, test: ExampleStore), digest: DataDigest) {
    self.init(
      name: "cifar10", train: stores.train, test: stores.test, classNames: CIFAR10Records.classNames, origin: .files,
      digest: digest)
  }
}
