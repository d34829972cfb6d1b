import Foundation

/// The parts of a PNG file, walked without decoding, so that a cut-off file is told by its byte offset.
///
/// Layout: W3C, Portable Network Graphics, section 5: signature, then length, type, data and CRC of each chunk.
struct PNGChunks {
  /// Size from the header.
  let height: Int
  let width: Int
  /// Bits a pixel takes in the file.
  let bitsPerPixel: Int
  /// Offset of the first chunk of pixels.
  let firstPixels: Int?

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Walks the file; throws at what is missing.
  init(_ bytes: Data, file: String) throws(PictureError) {
    guard bytes.count >= 8, bytes.prefix(8).elementsEqual(Self.signature) else { throw .notPNG(file: file) }
    let start = bytes.startIndex
    func number(at offset: Int) -> Int {
      (0..<4).reduce(0) { $0 << 8 | Int(bytes[start + offset + $1]) }
    }
    var offset = 8
    var header: (height: Int, width: Int, bits: Int)?
    var firstPixels: Int?
    while true {
      guard offset + 8 <= bytes.count else {
        throw .truncated(file: file, offset: offset, chunk: "header", missing: offset + 8 - bytes.count)
      }
      let length = number(at: offset)
      let type = String(decoding: bytes[(start + offset + 4)..<(start + offset + 8)], as: UTF8.self)
      let name = type.allSatisfy { $0.isASCII && $0.isLetter } ? type : "of no known kind"
      guard offset + 12 + length <= bytes.count else {
        throw .truncated(file: file, offset: offset, chunk: name, missing: offset + 12 + length - bytes.count)
      }
      if header == nil {
        guard type == "IHDR", length == 13 else {
          throw .damaged(file: file, offset: offset, reason: "the first part is not the header IHDR")
        }
        let colourType = bytes[start + offset + 17]
        guard let samples = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colourType] else {
          throw .damaged(file: file, offset: offset + 17, reason: "there is no colour type \(colourType)")
        }
        header = (number(at: offset + 12), number(at: offset + 8), samples * Int(bytes[start + offset + 16]))
      }
      if type == "IDAT", firstPixels == nil { firstPixels = offset }
      if type == "IEND" { break }
      offset += 12 + length
    }
    guard let header else { throw .damaged(file: file, offset: 8, reason: "there is no header") }
    self.height = header.height
    self.width = header.width
    self.bitsPerPixel = header.bits
    self.firstPixels = firstPixels
  }

  /// Bounds what decoding will allocate before it does.
  func checkSize(bytes: Int, file: String) throws(PictureError) {
    guard height > 0, width > 0 else {
      throw .damaged(file: file, offset: 16, reason: "a size of \(height) × \(width) pixels")
    }
    // Both are below 2³², so that the product cannot overflow where it is compared as a quotient.
    guard height <= Picture.pixelLimit / width else {
      throw .tooLarge(file: file, height: height, width: width, limit: Picture.pixelLimit)
    }
    // deflate packs at most 1032 bytes into one (zlib's technical notes); each row has a filter byte of its own.
    let raw = height * (1 + (width * bitsPerPixel + 7) / 8)
    guard raw / 1032 <= bytes else { throw .overstated(file: file, height: height, width: width, bytes: bytes) }
  }
}
