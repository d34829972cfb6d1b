import ConvNet
import Testing

@Suite("CIFAR-10's binary version")
struct CIFAR10Tests {
  /// Two records a file; the label is the file's number, red is 10, green 20, blue the place.
  static func files(label: (Int) -> UInt8 = { UInt8($0) }) -> [(name: String, bytes: [UInt8])] {
    (0..<6).map { file in
      let planes = (0..<3072).map { [10, 20, UInt8($0 % 256)][$0 / 1024] }
      let name = file < 5 ? "data_batch_\(file + 1).bin" : "test_batch.bin"
      return (name, [label(file)] + planes + [9] + planes.reversed())
    }
  }

  @Test("is read from a folder; planes become channels")
  func folder() throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in Self.files() { try folder.write(name, bytes) }
    try Self.expect(Dataset(cifar10Folder: folder.path, recordsPerFile: 2))
  }

  @Test("is read from an archive, packed or not", arguments: [true, false])
  func archive(packed: Bool) throws {
    let folder = try TemporaryFolder()
    let entries = [("cifar-10-batches-bin/readme.html", [UInt8](repeating: 7, count: 700))]
    let tar = FileBuilder.tar(entries + Self.files().reversed().map { ("cifar-10-batches-bin/\($0.name)", $0.bytes) })
    let path = try folder.write("cifar-10-binary.tar.gz", packed ? FileBuilder.gzip(tar) : tar)
    try Self.expect(Dataset(cifar10Archive: path, recordsPerFile: 2))
  }

  static func expect(_ data: Dataset) throws {
    #expect(data.train.labels == [0, 9, 1, 9, 2, 9, 3, 9, 4, 9])
    #expect(data.test.labels == [5, 9])
    #expect(data.classNames.count == 10 && data.classNames[9] == "truck")
    let image = data.test.images[0]
    #expect(image.shape == [32, 32, 3])
    #expect(Array(image.values.prefix(6)) == [10, 20, 0, 10, 20, 1].map { Float($0) / 255 })
    #expect(Array(data.test.images[1].values.suffix(3)) == [0, 20, 10].map { Float($0) / 255 })
  }

  @Test("a wrong size, a wrong label and a missing file name the file")
  func errors() throws {
    let folder = try TemporaryFolder()
    for (name, bytes) in Self.files() { try folder.write(name, bytes) }
    func message() -> String {
      do {
        _ = try Dataset(cifar10Folder: folder.path, recordsPerFile: 2)
        return "no error"
      } catch { return "\(error)" }
    }
    try folder.write("data_batch_3.bin", Array(repeating: 0, count: 6145))
    #expect(message() == "\(folder.path)/data_batch_3.bin: at byte 0: 6145 bytes, where 6146 are expected")
    try folder.write("data_batch_3.bin", Self.files { _ in 10 }[2].bytes)
    #expect(
      message()
        == "\(folder.path)/data_batch_3.bin: at byte 0: the label 10 is none of the 10 classes, 0 to 9")
    let other = try TemporaryFolder()
    #expect(throws: DatasetError.missing(file: "\(other.path)/data_batch_1.bin")) {
      try Dataset(cifar10Folder: other.path, recordsPerFile: 2)
    }
  }

  @Test("a damaged archive names the entry or the byte")
  func archiveErrors() throws {
    let folder = try TemporaryFolder()
    func message(_ bytes: [UInt8]) throws -> String {
      let path = try folder.write("a.tar.gz", bytes)
      do {
        _ = try Dataset(cifar10Archive: path, recordsPerFile: 2)
        return "no error"
      } catch { return "\(error)" }
    }
    #expect(
      try message(FileBuilder.tar(Self.files().dropLast())).contains("in its entry test_batch.bin: it is not there"))
    #expect(
      try message(FileBuilder.tar([("data_batch_2.bin", [1, 2])]))
        .contains("in its entry data_batch_2.bin: 2 bytes, where 6146 are expected"))
    let whole = FileBuilder.tar(Self.files())
    #expect(try message(Array(whole.prefix(9000))).contains("the file ends early"))
    #expect(try message(Array(FileBuilder.gzip(whole).prefix(9000))).contains("the packed data are cut off"))
    var wrong = whole
    wrong[3] ^= 1
    #expect(try message(wrong).contains("at byte 0: this is not a tar archive"))
    #expect(
      try message(FileBuilder.tar(Self.files { _ in 200 }))
        .contains("in its entry data_batch_1.bin, byte 0: the label 200 is none of the 10 classes"))
  }
}
