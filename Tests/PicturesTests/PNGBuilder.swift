import Foundation

/// Writes PNG files of any kind by hand, so that decoding is not only tested against libpng's own encoder.
struct PNGBuilder {
  var height: Int
  var width: Int
  var bitDepth = 8
  /// 0 grey, 2 colour, 3 palette, 4 grey and alpha, 6 colour and alpha.
  var colourType = 0
  /// Bytes of the rows, without filter bytes.
  var rows: [[UInt8]]
  /// Chunks between header and pixels, such as the palette.
  var extra: [(type: String, data: [UInt8])] = []

  var bytes: Data {
    var result = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    result += Self.chunk("IHDR", Self.word(width) + Self.word(height) + [UInt8(bitDepth), UInt8(colourType), 0, 0, 0])
    for (type, data) in extra { result += Self.chunk(type, data) }
    result += Self.chunk("IDAT", Self.zlib(rows.flatMap { [0] + $0 }))
    result += Self.chunk("IEND", [])
    return result
  }

  static func word(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }

  static func chunk(_ type: String, _ data: [UInt8]) -> Data {
    let body = Array(type.utf8) + data
    return Data(word(data.count) + body + word(Int(crc(body))))
  }

  /// One stored block of deflate.
  static func zlib(_ bytes: [UInt8]) -> [UInt8] {
    precondition(bytes.count < 65536)
    let length = [UInt8(bytes.count & 255), UInt8(bytes.count >> 8)]
    var (a, b) = (1, 0)
    for byte in bytes {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + bytes + word(b << 16 | a)
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? (sum >> 1) ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
