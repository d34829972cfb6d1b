/// Files of the formats that data sets come in, written by hand.
enum FileBuilder {
  /// An IDX file.
  static func idx(type: UInt8 = 0x08, _ shape: [Int], _ values: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(shape.count)] + shape.flatMap(word) + values
  }

  /// gzip of one stored block after the other.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
    let pieces = stride(from: 0, to: max(bytes.count, 1), by: 65535).map {
      Array(bytes[$0..<min($0 + 65535, bytes.count)])
    }
    for (index, piece) in pieces.enumerated() {
      let length = [UInt8(piece.count & 255), UInt8(piece.count >> 8)]
      packed += [index == pieces.count - 1 ? 1 : 0] + length + length.map { ~$0 } + piece
    }
    return packed + Array(word(Int(crc(bytes))).reversed()) + Array(word(bytes.count).reversed())
  }

  /// A tar archive of plain files.
  static func tar(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var archive: [UInt8] = []
    for (name, bytes) in entries {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, at offset: Int) {
        header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
      }
      put(name, at: 0)
      let octal = String(bytes.count, radix: 8)
      put(String(repeating: "0", count: 11 - octal.count) + octal, at: 124)
      header[156] = 48
      put("ustar", at: 257)
      let sum = header.reduce(8 * 32) { $0 + Int($1) }
      put(String(sum, radix: 8), at: 148)
      archive += header + bytes + Array(repeating: 0, count: (512 - bytes.count % 512) % 512)
    }
    return archive + Array(repeating: 0, count: 1024)
  }

  /// Four files of a small data set as MNIST's: images of 2×3.
  static func smallSet(_ folder: TemporaryFolder, prefix: String = "", packed: Bool = false) throws {
    for (part, count) in [("train", 4), ("t10k", 2)] {
      let images = idx([count, 2, 3], (0..<count * 6).map { UInt8($0 * 10) })
      let labels = idx([count], (0..<count).map { UInt8($0) })
      let end = packed ? ".gz" : ""
      try folder.write("\(prefix)\(part)-images-idx3-ubyte\(end)", packed ? gzip(images) : images)
      try folder.write("\(prefix)\(part)-labels-idx1-ubyte\(end)", packed ? gzip(labels) : labels)
    }
  }

  static func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
