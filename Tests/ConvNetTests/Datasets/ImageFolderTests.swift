import ConvNet
import Pictures
import Testing

@Suite("A data set from folders of pictures")
struct ImageFolderTests {
  static func picture(_ value: UInt8, height: Int = 2, width: Int = 2, colour: Bool = false) throws -> [UInt8] {
    Array(try Picture(height: height, width: width, fill: colour ? [value, 0, 0] : [value]).encodedPNG())
  }

  @Test("takes classes from folders, sizes from the first picture, and every fifth picture for testing")
  func splits() throws {
    let folder = try TemporaryFolder()
    for (label, name) in ["cat", "dog"].enumerated() {
      for index in 0..<5 {
        let size = index == 3 ? 4 : 2
        try folder.write("\(name)/\(index).png", Self.picture(UInt8(label * 100 + index), height: size, width: size))
      }
    }
    try folder.write("cat/notes.txt", [1])
    let data = try Dataset(imageFolder: folder.path)
    #expect(data.classNames == ["cat", "dog"])
    // The classes are spread evenly.
    #expect(data.train.labels == [0, 1, 0, 1, 0, 1, 0, 1])
    #expect(data.test.labels == [0, 1])
    #expect(data.train.imageShape == [2, 2, 1])
    #expect(data.test.images[1].values == Array(repeating: 104 / 255, count: 4))
    #expect(data.train.images[6].values == Array(repeating: 3 / 255, count: 4))
  }

  @Test("spreads classes of any size evenly, so that the first few are of all of them")
  func spread() throws {
    let folder = try TemporaryFolder()
    for part in ["train", "test"] {
      for index in 0..<8 { try folder.write("\(part)/a/\(index).png", Self.picture(1)) }
      for index in 0..<2 { try folder.write("\(part)/b/\(index).png", Self.picture(2)) }
    }
    let data = try Dataset(imageFolder: folder.path)
    #expect(data.train.labels == [0, 0, 1, 0, 0, 0, 0, 1, 0, 0])
    #expect(Set(data.train.prefix(3).labels) == [0, 1])
  }

  @Test("takes train and test where they stand, and colour where one picture has it")
  func parts() throws {
    let folder = try TemporaryFolder()
    try folder.write("train/a/1.png", Self.picture(10))
    try folder.write("train/b/1.png", Self.picture(20, colour: true))
    try folder.write("test/a/1.png", Self.picture(30))
    try folder.write("test/b/1.png", Self.picture(40))
    let data = try Dataset(imageFolder: folder.path, size: (3, 1))
    #expect((data.train.count, data.test.count, data.train.imageShape) == (2, 2, [3, 1, 3]))
    #expect(Array(data.train.images[1].values.prefix(3)) == [20 / 255, 0, 0])
    try folder.write("test/c/1.png", Self.picture(40))
    let error = #expect(throws: DatasetError.self) { try Dataset(imageFolder: folder.path) }
    #expect(error?.description == "\(folder.path): the class c has no folder in train")
  }

  @Test("names the empty class and the picture that is none")
  func errors() throws {
    let folder = try TemporaryFolder()
    #expect(throws: DatasetError.pictures(folder: folder.path, problem: .noClasses)) {
      try Dataset(imageFolder: folder.path)
    }
    try folder.write("cat/notes.txt", [1])
    #expect(throws: DatasetError.pictures(folder: folder.path, problem: .emptyClass("cat"))) {
      try Dataset(imageFolder: folder.path)
    }
    for index in 0..<5 { try folder.write("cat/\(index).png", index == 2 ? [1, 2, 3] : Self.picture(1)) }
    #expect(throws: DatasetError.picture(.notPNG(file: "\(folder.path)/cat/2.png"))) {
      try Dataset(imageFolder: folder.path)
    }
    #expect(throws: DatasetError.missing(file: "/nowhere")) { try Dataset(imageFolder: "/nowhere") }
  }

  @Test("leaves no picture of another format out in silence, and asks for the part that is missing")
  func otherFormats() throws {
    let folder = try TemporaryFolder()
    for index in 0..<5 { try folder.write("cat/\(index).png", Self.picture(1)) }
    try folder.write("cat/6.JPG", [1])
    let error = #expect(throws: DatasetError.self) { try Dataset(imageFolder: folder.path) }
    #expect(error?.description.hasPrefix("\(folder.path): cat/6.JPG is no PNG file; convert it") == true)
    let half = try TemporaryFolder()
    try half.write("train/a/1.png", Self.picture(1))
    let missing = #expect(throws: DatasetError.self) { try Dataset(imageFolder: half.path) }
    #expect(missing?.description.contains("there is a folder train but no folder test") == true)
  }

  @Test("refuses sizes and shares that cannot be")
  func arguments() throws {
    let folder = try TemporaryFolder()
    for index in 0..<5 { try folder.write("cat/\(index).png", Self.picture(1)) }
    let sizes: [(height: Int, width: Int)] = [(0, 3), (3, 0), (3, 4097), (-1, 3)]
    for size in sizes {
      let rule = "a height and a width of 1 to 4096"
      #expect(throws: DatasetError.argument(name: "size", value: "\(size)", rule: rule)) {
        try Dataset(imageFolder: folder.path, size: size)
      }
    }
    for share in [1, 0, -5] {
      #expect(throws: DatasetError.argument(name: "testEvery", value: "\(share)", rule: "2 or more")) {
        try Dataset(imageFolder: folder.path, testEvery: share)
      }
    }
    #expect(try Dataset(imageFolder: folder.path, size: (4096, 1), testEvery: 2).test.count == 2)
  }
}
