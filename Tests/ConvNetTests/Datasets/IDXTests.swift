import ConvNet
import Testing

@Suite("A data set in IDX format")
struct IDXTests {
  @Test("is read plain and packed, with any prefix", arguments: [("", false), ("", true), ("emnist-letters-", true)])
  func reads(prefix: String, packed: Bool) throws {
    let folder = try TemporaryFolder()
    try FileBuilder.smallSet(folder, prefix: prefix, packed: packed)
    let data = try Dataset(idx: folder.path)
    #expect((data.train.count, data.test.count) == (4, 2))
    #expect(data.train.labels == [0, 1, 2, 3])
    #expect(data.train.imageShape == [2, 3, 1])
    #expect(data.classNames == ["0", "1", "2", "3"])
    #expect(data.origin == .files)
    #expect(data.train.images[1] == Tensor(uncheckedShape: [2, 3, 1], values: (6..<12).map { Float($0 * 10) / 255 }))
    #expect(data.train.images[1..<3].shape == [2, 2, 3, 1])
    #expect(data.train.images[1...1].values == data.train.images[1].values)
    #expect(data.train.images[[3, 0]].values == data.train.images[3].values + data.train.images[0].values)
  }

  @Test("has the digest that sha256sum gives of its files' digests")
  func digest() throws {
    let folder = try TemporaryFolder()
    try FileBuilder.smallSet(folder)
    // cd FOLDER && sha256sum * | sha256sum
    #expect(try Dataset(idx: folder.path).sha256 == "8e6773f45cdb7d5fb3da7893029e93b3935ee0d168e077dde22a2f340db6622d")
  }

  @Test("takes floats as they are and features without a picture")
  func floats() throws {
    let folder = try TemporaryFolder()
    let values: [Float] = [0.5, -2, 3, 4]
    let bytes = values.flatMap { FileBuilder.word(Int($0.bitPattern)) }
    for part in ["train", "test"] {
      try folder.write("\(part)-images-idx2-float", FileBuilder.idx(type: 0x0D, [2, 2], bytes))
      try folder.write("\(part)-labels-idx1-int", FileBuilder.idx(type: 0x0C, [2], [0, 0, 0, 7, 0, 0, 0, 0]))
    }
    let data = try Dataset(idx: folder.path)
    #expect(data.train.labels == [7, 0])
    #expect(data.train.images[0...1] == Tensor(uncheckedShape: [2, 2], values: values))
  }

  @Test("is a part after prefix, and then not comparable")
  func prefix() throws {
    let folder = try TemporaryFolder()
    try FileBuilder.smallSet(folder)
    let train = try Dataset(idx: folder.path).train
    #expect(train.isComparable)
    #expect(train.prefix(4).isComparable && train.prefix(9).count == 4)
    let part = train.prefix(2)
    #expect((part.count, part.labels, part.isPart, part.isComparable) == (2, [0, 1], true, false))
    #expect(train.prefix(-1).count == 0)
  }

  @Test("two sets in one folder need a prefix")
  func severalSets() throws {
    let folder = try TemporaryFolder()
    try FileBuilder.smallSet(folder, prefix: "a-")
    try FileBuilder.smallSet(folder, prefix: "b-")
    #expect(throws: DatasetError.severalSets(folder: folder.path, prefixes: ["a-", "b-"])) {
      try Dataset(idx: folder.path)
    }
    #expect(try Dataset(idx: folder.path, prefix: "b-").train.count == 4)
  }

  @Test("of colour has four axes, and classes by the names given")
  func colour() throws {
    let folder = try TemporaryFolder()
    for part in ["train", "test"] {
      try folder.write("\(part)-images.idx4-ubyte", FileBuilder.idx([2, 1, 2, 3], (0..<12).map { UInt8($0) }))
      try folder.write("\(part)-labels.idx1-ubyte", FileBuilder.idx([2], [0, 1]))
    }
    let data = try Dataset(idx: folder.path, classNames: ["cat", "dog", "cow"])
    #expect(data.train.imageShape == [1, 2, 3])
    #expect(data.train.images[1] == Tensor(uncheckedShape: [1, 2, 3], values: (6..<12).map { Float($0) / 255 }))
    #expect(data.classNames == ["cat", "dog", "cow"])
    let error = #expect(throws: DatasetError.self) { try Dataset(idx: folder.path, classNames: ["cat"]) }
    #expect(error?.description.contains("at byte 9: the label 1 is none of the 1 classes, 0 to 0") == true)
  }

  @Test("without files for testing says so, and sets some aside where that is asked for")
  func withoutTest() throws {
    let folder = try TemporaryFolder()
    try folder.write("train-images-idx3-ubyte", FileBuilder.idx([8, 1, 1], (0..<8).map { UInt8($0) }))
    // No example of class 0: labels may begin at 1.
    try folder.write("train-labels-idx1-ubyte", FileBuilder.idx([8], [1, 2, 1, 2, 1, 2, 1, 2]))
    #expect(throws: DatasetError.noTestFiles(folder: folder.path, expected: "t10k-images-idx3-ubyte")) {
      try Dataset(idx: folder.path)
    }
    let data = try Dataset(idx: folder.path, testEvery: 4)
    #expect((data.train.labels, data.test.labels) == ([1, 2, 1, 2, 1, 2], [1, 2]))
    #expect(data.test.images[0...1].values == [6 / 255, 7 / 255])
    #expect(data.classNames == ["0", "1", "2"])
    #expect(throws: DatasetError.pictures(folder: folder.path, problem: .tooFew(className: "1", count: 4))) {
      try Dataset(idx: folder.path, testEvery: 5)
    }
    try FileBuilder.smallSet(folder)
    let error = #expect(throws: DatasetError.self) { try Dataset(idx: folder.path, testEvery: 4) }
    #expect(error?.description.contains("testEvery is 4; it must be left out") == true)
  }
}
