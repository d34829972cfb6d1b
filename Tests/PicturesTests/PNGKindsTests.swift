import Foundation
import Pictures
import Testing

@Suite("Each kind of PNG file decodes to bytes")
struct PNGKindsTests {
  @Test("8-bit grey stays one channel")
  func grey() throws {
    let bytes = PNGBuilder(height: 2, width: 3, rows: [[0, 1, 2], [100, 200, 255]]).bytes
    let expected = Picture(height: 2, width: 3, channels: 1, pixels: [0, 1, 2, 100, 200, 255])
    #expect(try Picture(png: bytes, file: "g.png") == expected)
  }

  @Test("1-bit grey becomes black and white")
  func bits() throws {
    let bytes = PNGBuilder(height: 1, width: 5, bitDepth: 1, rows: [[0b1010_1000]]).bytes
    #expect(try Picture(png: bytes, file: "g.png").pixels == [255, 0, 255, 0, 255])
  }

  @Test("16-bit grey is rounded to 8, not taken for linear light")
  func sixteenBits() throws {
    let bytes = PNGBuilder(height: 1, width: 3, bitDepth: 16, rows: [[0x80, 0x80, 0xFF, 0xFF, 0x10, 0x10]]).bytes
    #expect(try Picture(png: bytes, file: "g.png").pixels == [0x80, 0xFF, 0x10])
  }

  @Test("a palette becomes colours")
  func palette() throws {
    let bytes = PNGBuilder(
      height: 1, width: 3, colourType: 3, rows: [[1, 0, 1]], extra: [("PLTE", [1, 2, 3, 40, 50, 60])]
    ).bytes
    let picture = try Picture(png: bytes, file: "p.png")
    #expect(picture.channels == 3)
    #expect(picture.pixels == [40, 50, 60, 1, 2, 3, 40, 50, 60])
  }

  @Test("grey with alpha becomes four channels, or one over white")
  func greyAlpha() throws {
    let bytes = PNGBuilder(height: 1, width: 2, colourType: 4, rows: [[10, 255, 100, 128]]).bytes
    #expect(try Picture(png: bytes, file: "a.png").pixels == [10, 10, 10, 255, 100, 100, 100, 128])
    let flat = try Picture(png: bytes, file: "a.png", alpha: .overWhite)
    #expect(flat.channels == 1)
    // 100 · 128/255 + 255 · 127/255 = 177.2
    #expect(flat.pixels == [10, 177])
  }

  @Test("colour with alpha stays four channels, or becomes three over white")
  func colourAlpha() throws {
    let bytes = PNGBuilder(height: 1, width: 2, colourType: 6, rows: [[9, 8, 7, 255, 0, 0, 0, 0]]).bytes
    #expect(try Picture(png: bytes, file: "a.png").pixels == [9, 8, 7, 255, 0, 0, 0, 0])
    #expect(try Picture(png: bytes, file: "a.png", alpha: .overWhite).pixels == [9, 8, 7, 255, 255, 255])
  }
}
