/// Walks the entries of a tar archive (POSIX ustar, as GNU tar writes it), from front to back.
struct TarReader {
  /// One entry's header.
  struct Entry {
    /// Name with its folders.
    var name: String
    /// Bytes of contents.
    var size: Int
    /// Whether it is a plain file.
    var isFile: Bool
  }

  let file: DataFile
  /// Bytes from here to the next header.
  private var rest = 0

  init(_ file: DataFile) { self.file = file }

  /// The next entry; `nil` at the end of the archive. Contents that were not read are passed over.
  mutating func next() throws(DatasetError) -> Entry? {
    try skip(rest)
    rest = 0
    let start = file.offset
    let header = try file.bytes(512, "a header of the archive")
    // Two blocks of zeros end an archive; what follows is padding.
    if header.allSatisfy({ $0 == 0 }) { return nil }
    let sum = header.enumerated().reduce(0) { $0 + Int((148..<156).contains($1.offset) ? 32 : $1.element) }
    guard Self.octal(header[148..<156]) == sum else {
      throw .damaged(
        file: file.path, offset: start, problem: .magic(expected: "a tar archive", found: Array(header[..<8])))
    }
    guard let size = Self.octal(header[124..<136]), size < 1 << 40 else {
      throw .damaged(file: file.path, offset: start + 124, problem: .packing("an entry of no readable size"))
    }
    rest = (size + 511) / 512 * 512
    let name = String(decoding: header[..<100].prefix { $0 != 0 }, as: UTF8.self)
    return Entry(name: name, size: size, isFile: header[156] == 0 || header[156] == UInt8(ascii: "0"))
  }

  /// Reads the whole contents of the entry that `next` gave last.
  mutating func read(into target: UnsafeMutableRawBufferPointer, _ what: String) throws(DatasetError) {
    try file.fill(target, what)
    rest -= target.count
  }

  private func skip(_ count: Int) throws(DatasetError) {
    let block = ByteBlock(count: min(count, 1 << 16))
    var left = count
    while left > 0 {
      let piece = UnsafeMutableRawBufferPointer(rebasing: block.bytes[..<min(left, 1 << 16)])
      try file.fill(piece, "the rest of an entry")
      left -= piece.count
    }
  }

  /// A number in octal digits, between spaces and zeros.
  private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.drop { $0 == 32 }.prefix { $0 != 0 && $0 != 32 }
    guard !digits.isEmpty, digits.allSatisfy({ (48..<56).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 48) }
  }
}
