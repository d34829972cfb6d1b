import ConvNet
import Testing

@Suite("A bad IDX file is an error that names file and byte")
struct IDXErrorTests {
  /// A file put in place of the training images (or labels), what is then said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var file = "train-images-idx3-ubyte"
    var bytes: [UInt8]
    var message: String

    var testDescription: String { name }
  }

  static let pixels = [UInt8](repeating: 1, count: 24)
  static let cases = [
    Case(
      name: "empty", bytes: [],
      message: "at byte 0: the file ends early: the beginning of an IDX file takes 4 bytes, 0 are there"),
    Case(
      name: "other format", bytes: Array("PK34 …".utf8),
      message: "at byte 0: this is not an IDX file: it begins with 50 4b 33 34"),
    Case(
      name: "no axes", bytes: [0, 0, 8, 0, 1], message: "at byte 3: an array of 0 axes, where 1 to 8 are needed"),
    Case(
      name: "cut header", bytes: [0, 0, 8, 3, 0, 0, 0],
      message: "at byte 4: the file ends early: the sizes of 3 axes takes 12 bytes, 3 are there"),
    Case(
      name: "a zero size", bytes: FileBuilder.idx([4, 0, 3], []),
      message: "at byte 4: a size of 4 × 0 × 3: each length must be 1 or more"),
    Case(
      name: "overflowing sizes", bytes: FileBuilder.idx([0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF], pixels),
      message: "at byte 4: a size of 4294967295 × 4294967295 × 4294967295"),
    Case(
      name: "huge claim", bytes: FileBuilder.idx([4, 30000, 30000], pixels),
      message: "at byte 4: the header claims 3600000000 bytes, but the file can hold at most 40"),
    Case(
      name: "huge claim, packed", bytes: FileBuilder.gzip(FileBuilder.idx([4, 30000, 30000], pixels)),
      message: "at byte 4: the header claims 3600000000 bytes, but the file can hold at most"),
    Case(
      name: "cut off, packed", bytes: FileBuilder.gzip(FileBuilder.idx([4, 2, 3], pixels)).dropLast(12),
      message: "the packed data are cut off"),
    Case(
      name: "too long", bytes: FileBuilder.idx([4, 2, 3], pixels + [0, 0]),
      message: "at byte 40: the contents end here, but at least 2 more bytes follow"),
    Case(
      name: "another count", bytes: FileBuilder.idx([3, 2, 3], Array(pixels.prefix(18))),
      message: "holds 3 images but "),
    Case(
      name: "labels of two axes", file: "train-labels-idx1-ubyte", bytes: FileBuilder.idx([2, 2], [0, 1, 2, 3]),
      message: "at byte 3: an array of 2 axes, where 1 (labels) are needed"),
    Case(
      name: "a negative label", file: "train-labels-idx1-ubyte",
      bytes: FileBuilder.idx(type: 0x09, [4], [0, 1, 0xFF, 1]),
      message: "at byte 10: the label -1 is none of the 10000 classes"),
    Case(
      name: "a fractional label", file: "train-labels-idx1-ubyte",
      bytes: FileBuilder.idx(type: 0x0D, [1], [0x3F, 0, 0, 0]), message: "at byte 8: the label 0.5 is no whole number"),
    Case(
      name: "a feature that is NaN",
      bytes: FileBuilder.idx(type: 0x0D, [4, 1], Array(repeating: 0, count: 12) + [0x7F, 0xC0, 0, 0]),
      message: "at byte 24: a value is NaN or infinite"),
    Case(
      name: "another shape than the test images", bytes: FileBuilder.idx([4, 3, 2], pixels),
      message: "training examples have the shape [3, 2, 1] but test examples [2, 3, 1]"),
  ]

  @Test("says what is wrong and where", arguments: cases)
  func message(_ bad: Case) throws {
    let folder = try TemporaryFolder()
    try FileBuilder.smallSet(folder)
    try folder.write(bad.file, bad.bytes)
    let error = #expect(throws: DatasetError.self) { try Dataset(idx: folder.path) }
    let message = error?.description ?? ""
    #expect(message.contains(folder.path))
    #expect(message.contains(bad.message), "\(message)")
  }

  @Test("a folder without the files says which and what is there instead")
  func missing() throws {
    let folder = try TemporaryFolder()
    try folder.write("notes.txt", [])
    let error = #expect(throws: DatasetError.self) { try Dataset(idx: folder.path) }
    #expect(
      error?.description
        == "\(folder.path): no train-images-idx3-ubyte (plain or .gz) here; found notes.txt. Files are told by their names: "
        + "train-images…, train-labels…, t10k-images…, t10k-labels…")
    #expect(throws: DatasetError.missing(file: "/nowhere")) { try Dataset(idx: "/nowhere") }
  }
}
