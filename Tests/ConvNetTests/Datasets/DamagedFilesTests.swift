import ConvNet
import Foundation
import Pictures
import TestSupport
import Testing

@Suite("Damage to files of data sets gives data or an error with the file's name, never a crash")
struct DamagedFilesTests {
  /// A way to read data sets: a small good one, and the file of it that is damaged.
  struct Reader: Sendable, CustomTestStringConvertible {
    var name: String
    /// The files by their names below the folder; the first one is damaged.
    var files: [(name: String, bytes: [UInt8])]
    var open: @Sendable (TemporaryFolder) throws -> Dataset
    /// Whether a file that ends early can still be a good one.
    var mayBeShorter = false

    var testDescription: String { name }
    var file: (name: String, bytes: [UInt8]) { files[0] }

    /// Reads the set, pixels included; gives the error's sentence where there is one.
    func read(_ folder: TemporaryFolder) -> String? {
      do {
        let data = try open(folder)
        for part in [data.train, data.test] {
          #expect(part.images[0..<part.count].count == part.count * part.imageShape.reduce(1, *))
          #expect(part.labels.allSatisfy { data.classNames.indices.contains($0) })
        }
        return nil
      } catch { return "\(error)" }
    }
  }

  static let readers: [Reader] = {
    func idx(packed: Bool) -> [(name: String, bytes: [UInt8])] {
      var files: [(name: String, bytes: [UInt8])] = []
      func add(_ name: String, _ shape: [Int]) {
        let values = (0..<shape.reduce(1, *)).map { UInt8($0) }
        let bytes = FileBuilder.idx(shape, values)
        files.append((packed ? "\(name).gz" : name, packed ? FileBuilder.gzip(bytes) : bytes))
      }
      for (part, count) in [("train", 4), ("t10k", 2)] {
        add("\(part)-images-idx3-ubyte", [count, 2, 3])
        add("\(part)-labels-idx1-ubyte", [count])
      }
      return files
    }
    let wideLabels: [UInt8] = [0, 0, 0, 1, 0, 2, 0, 0, 0, 1, 0, 2]
    let floats: [(name: String, bytes: [UInt8])] = [
      ("train-images", FileBuilder.idx(type: 0x0E, [6, 1], [UInt8](repeating: 64, count: 48))),
      ("train-labels", FileBuilder.idx(type: 0x0B, [6], wideLabels)),
    ]
    let tar = FileBuilder.tar(CIFAR10Tests.files())
    let rows = (0..<10).map { "\($0),-1e3,\"x\"\"\"\n" }.joined()
    let table = Array("a,\"b, c\",kind\n\(rows)".utf8)
    let picture = Array((try? Picture(height: 3, width: 5, fill: [9, 90, 200]).encodedPNG()) ?? Data())
    let pictures = ["train/a", "train/b", "test/a", "test/b"].map { (name: "\($0)/1.png", bytes: picture) }
    return [
      Reader(name: "IDX", files: idx(packed: false)) { try Dataset(idx: $0.path) },
      Reader(name: "IDX, packed", files: idx(packed: true)) { try Dataset(idx: $0.path) },
      Reader(name: "IDX of 64-bit floats without test files", files: floats) {
        try Dataset(idx: $0.path, testEvery: 2)
      },
      Reader(name: "CIFAR-10, a folder", files: CIFAR10Tests.files()) {
        try Dataset(cifar10Folder: $0.path, recordsPerFile: 2)
      },
      Reader(name: "CIFAR-10, an archive", files: [("a.tar", tar)]) {
        try Dataset(cifar10Archive: "\($0.path)/a.tar", recordsPerFile: 2)
      },
      Reader(name: "CIFAR-10, a packed archive", files: [("a.tar.gz", FileBuilder.gzip(tar))]) {
        try Dataset(cifar10Archive: "\($0.path)/a.tar.gz", recordsPerFile: 2)
      },
      Reader(
        name: "a table", files: [("a.csv", table)], open: { try Dataset(csv: "\($0.path)/a.csv") }, mayBeShorter: true),
      Reader(name: "pictures", files: pictures) { try Dataset(imageFolder: $0.path) },
    ]
  }()

  static func folder(_ reader: Reader) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, bytes) in reader.files { try folder.write(name, bytes) }
    #expect(reader.read(folder) == nil, "the undamaged set is read")
    return folder
  }

  @Test("where it is cut off", arguments: readers)
  func cutOff(_ reader: Reader) throws {
    let folder = try Self.folder(reader)
    let count = reader.file.bytes.count
    // Every length where the file is short; the ends of long ones, and lengths in between.
    let lengths = (0..<count).filter { count < 3000 || $0 < 600 || $0 > count - 100 || $0 % 101 == 0 }
    for length in lengths {
      try folder.write(reader.file.name, Array(reader.file.bytes.prefix(length)))
      let message = reader.read(folder)
      // An archive may lack the blocks of zeros at its end, once all entries have been read.
      if message == nil, reader.mayBeShorter || reader.name.contains("archive") && length > count - 1600 { continue }
      #expect(message?.contains(folder.path) == true, "cut off at \(length): \(message ?? "no error")")
    }
  }

  @Test("where bytes are others", arguments: readers)
  func otherBytes(_ reader: Reader) throws {
    let folder = try Self.folder(reader)
    var generator = SplitMix(11)
    for _ in 0..<400 {
      var bytes = reader.file.bytes
      // Headers, where sizes stand, are hit as often as all the rest.
      let reach = Bool.random(using: &generator) ? min(bytes.count, 64) : bytes.count
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<reach, using: &generator)] =
          [0, 1, 127, 128, 255, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
      }
      try folder.write(reader.file.name, bytes)
      if let message = reader.read(folder) { #expect(message.contains(folder.path), "\(message)") }
    }
  }

  @Test("where nothing but noise is there", arguments: readers)
  func noise(_ reader: Reader) throws {
    let folder = try Self.folder(reader)
    var generator = SplitMix(5)
    for length in [1, 2, 3, 4, 7, 16, 100, 512, 1024, 5000] {
      let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      for bytes in [noise, [UInt8](repeating: 0, count: length), [UInt8](repeating: 255, count: length)] {
        try folder.write(reader.file.name, bytes)
        #expect(reader.read(folder)?.contains(folder.path) == true)
      }
    }
  }
}
