import Pictures
import Testing

@Suite("Tiles, enlarging and scales")
struct DrawingTests {
  @Test("enlarging repeats pixels")
  func enlarging() {
    let picture = Picture(height: 1, width: 2, channels: 3, pixels: [1, 2, 3, 4, 5, 6])
    let expected: [UInt8] = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6]
    #expect(picture.enlarged(by: 2) == Picture(height: 2, width: 4, channels: 3, pixels: expected + expected))
    #expect(picture.enlarged(by: 1) == picture)
  }

  @Test("a grid sets tiles in rows with gaps")
  func grid() {
    let tiles = (1...3).map { Picture(height: 1, width: 1, channels: 1, pixels: [UInt8($0)]) }
    let grid = TileGrid(tiles: tiles, gap: 1, background: [9])
    #expect((grid.rows, grid.columns) == (2, 2))
    #expect(
      grid.picture
        == Picture(
          height: 5, width: 5, channels: 1,
          pixels: [9, 9, 9, 9, 9, 9, 1, 9, 2, 9, 9, 9, 9, 9, 9, 9, 3, 9, 9, 9, 9, 9, 9, 9, 9]))
  }

  @Test("a grid without columns is about square", arguments: [(1, 1), (2, 2), (4, 2), (5, 3), (64, 8), (65, 9)])
  func columns(count: Int, columns: Int) {
    let tile = Picture(height: 1, width: 1, fill: [0])
    #expect(TileGrid(tiles: Array(repeating: tile, count: count)).columns == columns)
  }

  @Test("numbers map to bytes; outside, NaN and flat ranges are clamped")
  func values() {
    let picture = Picture(values: [-1, 0, 1, 2, 3, .nan], height: 2, width: 3, range: 0...2)
    #expect(picture.pixels == [0, 0, 128, 255, 255, 0])
    #expect(Picture(values: [5, .infinity], height: 1, width: 2, range: 5...5).pixels == [0, 0])
  }

  @Test("a scale begins and ends with its colours")
  func scales() {
    #expect(ColourScale.viridis.colour(at: 0) == (0x44, 0x01, 0x54))
    #expect(ColourScale.viridis.colour(at: 1) == (0xFD, 0xE7, 0x25))
    #expect(ColourScale.diverging.colour(at: 0.5) == (0xF7, 0xF7, 0xF7))
    #expect(ColourScale.grey.colour(at: 0.2) == (51, 51, 51))
    #expect(ColourScale.grey.colour(at: .nan) == (0, 0, 0))
    #expect(ColourScale.grey.colour(at: .infinity) == (255, 255, 255))
  }

  @Test("viridis grows lighter all the way, so that it is read in grey too")
  func lightness() {
    let greys = (0...20).map { step -> UInt8 in
      let colour = ColourScale.viridis.colour(at: Float(step) / 20)
      return Picture(height: 1, width: 1, fill: [colour.red, colour.green, colour.blue]).grey[0, 0]
    }
    #expect(zip(greys, greys.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("colour becomes grey by BT.601 and grey becomes colour by repeating")
  func channels() {
    let picture = Picture(height: 1, width: 3, channels: 3, pixels: [255, 0, 0, 0, 255, 0, 0, 0, 255])
    #expect(picture.grey.pixels == [76, 150, 29])
    #expect(picture.grey.rgb.pixels == [76, 76, 76, 150, 150, 150, 29, 29, 29])
  }
}
