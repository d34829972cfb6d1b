import Foundation
import Pictures
import TestSupport
import Testing

@Suite("A picture written as PNG")
struct PNGRoundTripTests {
  static func noise(height: Int, width: Int, channels: Int) -> Picture {
    var generator = SplitMix(1)
    let pixels = (0..<height * width * channels).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return Picture(height: height, width: width, channels: channels, pixels: pixels)
  }

  @Test("comes back pixel for pixel", arguments: [1, 3, 4], [(1, 1), (1, 300), (257, 3), (64, 64), (600, 300)])
  func comesBack(channels: Int, size: (Int, Int)) throws {
    let picture = Self.noise(height: size.0, width: size.1, channels: channels)
    #expect(try Picture(png: picture.encodedPNG(), file: "a.png") == picture)
  }

  @Test("has the same bytes each time and tells no date")
  func sameBytes() throws {
    let picture = Self.noise(height: 9, width: 9, channels: 3)
    let bytes = try picture.encodedPNG()
    #expect(try picture.encodedPNG() == bytes)
    #expect(bytes.range(of: Data("tIME".utf8)) == nil)
    #expect(bytes.range(of: Data("tEXt".utf8)) == nil)
  }

  @Test("takes hardly more room where it is enlarged", arguments: [1, 3, 4])
  func enlarged(channels: Int) throws {
    let picture = Self.noise(height: 30, width: 30, channels: channels)
    let large = picture.enlarged(by: 8)
    let bytes = try large.encodedPNG()
    #expect(try Picture(png: bytes, file: "a.png") == large)
    #expect(bytes.count < 3 * picture.pixels.count)
  }

  @Test("comes back from a file; a folder that is not there is an error")
  func file() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pictures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let picture = Self.noise(height: 5, width: 4, channels: 1)
    let path = folder.appending(path: "a.png").path
    try picture.write(png: path)
    #expect(try Picture(png: path) == picture)
    #expect(throws: PictureError.self) { try picture.write(png: folder.appending(path: "no/b.png").path) }
  }
}
