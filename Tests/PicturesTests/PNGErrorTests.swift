import Foundation
import Pictures
import TestSupport
import Testing

@Suite("A bad PNG is an error, never a crash")
struct PNGErrorTests {
  static let good = PNGBuilder(height: 2, width: 2, rows: [[1, 2], [3, 4]]).bytes

  static func message(_ bytes: Data) -> String {
    do {
      _ = try Picture(png: bytes, file: "x.png")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("a file that is not there says so")
  func missing() {
    #expect(throws: PictureError.unreadable(file: "/nowhere/x.png", reason: "there is no such file")) {
      try Picture(png: "/nowhere/x.png")
    }
  }

  @Test("another format says what to do")
  func notPNG() {
    #expect(
      Self.message(Data("GIF89a…".utf8))
        == "x.png: not a PNG file: it does not begin with PNG's signature; convert it to PNG first")
    #expect(Self.message(Data()).contains("not a PNG file"))
  }

  @Test("each truncation names the byte offset of the part that is cut")
  func truncated() {
    for length in 8..<Self.good.count {
      #expect(Self.message(Self.good.prefix(length)).contains("the PNG is cut off: its part"), "length \(length)")
    }
    #expect(Self.message(Self.good.prefix(40)) == "x.png: the PNG is cut off: its part header at byte 33 lacks 1 byte")
    #expect(Self.message(Self.good.prefix(50)).contains("its part IDAT at byte 33 lacks"))
  }

  @Test("a claimed size is refused before anything is allocated")
  func hugeClaims() {
    var huge = PNGBuilder(height: 2, width: 2, rows: [[1, 2], [3, 4]])
    huge.height = 1 << 30
    huge.width = 1 << 30
    #expect(Self.message(huge.bytes).contains("at most 67108864 pixels are read"))
    huge.height = 8000
    huge.width = 8000
    #expect(Self.message(huge.bytes).contains("claims 8000 × 8000 pixels, more than its"))
    huge.height = 0
    #expect(Self.message(huge.bytes).contains("at byte 16: a size of 0 × 8000 pixels"))
  }

  @Test("a wrong checksum of the pixels is an error with the offset of their part")
  func wrongChecksum() {
    var bytes = Self.good
    bytes[bytes.count - 14] ^= 1
    #expect(Self.message(bytes).hasPrefix("x.png: the PNG is damaged at byte 33:"))
  }

  @Test("an unknown colour type is an error")
  func colourType() {
    let bytes = PNGBuilder(height: 1, width: 1, colourType: 5, rows: [[1]]).bytes
    #expect(Self.message(bytes) == "x.png: the PNG is damaged at byte 25: there is no colour type 5")
  }

  @Test("random damage gives a picture of the claimed size or an error")
  func fuzz() {
    var generator = SplitMix(7)
    for _ in 0..<2000 {
      var bytes = Self.good
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) { bytes = bytes.prefix(Int.random(in: 0...bytes.count, using: &generator)) }
      if let picture = try? Picture(png: bytes, file: "fuzz.png") {
        #expect(picture.pixels.count == picture.height * picture.width * picture.channels)
      }
    }
  }
}
