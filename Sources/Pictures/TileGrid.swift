/// Pictures of one size and one number of channels set out in rows, from left to right and top to bottom.
public struct TileGrid: Sendable {
  /// The pictures, row by row.
  public let tiles: [Picture]
  /// Tiles a row.
  public let columns: Int
  /// Pixels between two tiles and around all of them.
  public let gap: Int
  /// Colour between the tiles and in places without one: one byte a channel of the tiles.
  public let background: [UInt8]

  /// A grid; without `columns` about as wide as high, without `background` white.
  public init(tiles: [Picture], columns: Int? = nil, gap: Int = 1, background: [UInt8]? = nil) {
    precondition(!tiles.isEmpty, "a grid has at least one tile")
    precondition(gap >= 0 && (columns ?? 1) > 0, "a grid has at least one column and no negative gap")
    let first = tiles[0]
    precondition(
      tiles.allSatisfy { ($0.height, $0.width, $0.channels) == (first.height, first.width, first.channels) },
      "tiles are of one size")
    self.tiles = tiles
    self.columns = min(columns ?? Self.squareColumns(tiles.count), tiles.count)
    self.gap = gap
    self.background = background ?? Array(repeating: 255, count: first.channels)
    precondition(self.background.count == first.channels, "one byte a channel")
  }

  /// The least number of columns that makes a grid of `count` tiles no higher than wide.
  static func squareColumns(_ count: Int) -> Int {
    (1...count).first { $0 * $0 >= count } ?? count
  }

  /// Rows of the grid.
  public var rows: Int { (tiles.count + columns - 1) / columns }

  /// Place of a tile's first pixel.
  public func origin(ofTile index: Int) -> (row: Int, column: Int) {
    (gap + index / columns * (tiles[0].height + gap), gap + index % columns * (tiles[0].width + gap))
  }

  /// The grid as one picture.
  public var picture: Picture {
    let tile = tiles[0]
    var result = Picture(
      height: rows * (tile.height + gap) + gap, width: columns * (tile.width + gap) + gap, fill: background)
    let channels = tile.channels
    let width = result.width
    result.pixels.withUnsafeMutableBufferPointer { pixels in
      for (index, tile) in tiles.enumerated() {
        let (top, left) = origin(ofTile: index)
        for row in 0..<tile.height {
          let source = tile.pixels[row * tile.width * channels..<(row + 1) * tile.width * channels]
          let target = ((top + row) * width + left) * channels
          _ = UnsafeMutableBufferPointer(rebasing: pixels[target..<target + source.count]).update(from: source)
        }
      }
    }
    return result
  }
}
