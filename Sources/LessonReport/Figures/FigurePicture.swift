import LessonEvents
import Pictures

/// Images of a figure as pictures of bytes, enlarged by whole factors so that each pixel stays a crisp square.
enum FigurePicture {
  /// Pictures of tiles under one scale, as large as a whole factor makes them within `width` pixels.
  static func pictures(
    of tiles: [FigureImage], scale: ImageGrid.Scale, width: Int
  ) throws(ReportError) -> [Picture] {
    try pictures(of: tiles, scale: scale).map { $0.enlarged(by: factor(height: $0.height, width: $0.width, to: width)) }
  }

  /// Pictures of tiles under one scale, a pixel a value.
  static func pictures(of tiles: [FigureImage], scale: ImageGrid.Scale) throws(ReportError) -> [Picture] {
    try check(tiles)
    let shared = scale == .shared ? range(of: tiles.flatMap(\.values)) : nil
    return tiles.map { tile in
      let values = tile.values
      let range: ClosedRange<Float> =
        switch scale {
        case .unit: 0...1
        case .perTile: Self.range(of: values)
        case .shared: shared ?? 0...1
        }
      return Picture(
        values: values, height: tile.height, width: tile.width, channels: tile.channels, range: range)
    }
  }

  /// Tiles of signed numbers on one scale from blue over white, which is zero, to red.
  static func signedPictures(of tiles: [FigureImage], width: Int) throws(ReportError) -> [Picture] {
    try check(tiles)
    // Where all are zero, zero is white all the same.
    let greatest = greatestMagnitude(of: tiles)
    let most = greatest > 0 ? greatest : 1
    return tiles.map { tile in
      Picture(
        values: tile.values, height: tile.height, width: tile.width, range: -most...most, scale: .diverging
      ).enlarged(by: factor(height: tile.height, width: tile.width, to: width))
    }
  }

  /// How often an image fits into a width; one much taller than wide into twice as much height.
  private static func factor(height: Int, width: Int, to most: Int) -> Int {
    max(1, min(most / max(width, 1), 2 * most / max(height, 1)))
  }

  /// The end of the scale of signed numbers.
  static func greatestMagnitude(of tiles: [FigureImage]) -> Float {
    tiles.flatMap(\.values).lazy.filter(\.isFinite).map(abs).max() ?? 0
  }

  private static func check(_ tiles: [FigureImage]) throws(ReportError) {
    for tile in tiles where !tile.isWhole {
      throw .pictureFailed(
        name: tile.title,
        reason:
          "\(tile.height) × \(tile.width) pixels of \(tile.channels) channels do not fit \(tile.pixels.count) bytes")
    }
  }

  /// One image, 0 black and 1 white.
  static func picture(of image: FigureImage, width: Int) throws(ReportError) -> Picture {
    try pictures(of: [image], scale: .unit, width: width)[0]
  }

  /// Least to greatest finite value.
  static func range(of values: [Float]) -> ClosedRange<Float> {
    var least = Float.infinity
    var greatest = -Float.infinity
    for value in values where value.isFinite {
      least = min(least, value)
      greatest = max(greatest, value)
    }
    return least <= greatest ? least...greatest : 0...1
  }

  /// All tiles as one picture where they are of one size.
  static func grid(_ pictures: [Picture], columns: Int, gap: Int) -> Picture? {
    alike(pictures).map { tileGrid($0, columns: columns, gap: gap).picture }
  }

  /// The pictures with as many channels each; `nil` where there is none, or they are not of one size.
  static func alike(_ pictures: [Picture]) -> [Picture]? {
    guard let first = pictures.first else { return nil }
    let channels = pictures.map(\.channels).max() ?? 1
    let alike = channels == 1 ? pictures : pictures.map(\.rgb)
    return alike.allSatisfy { $0.height == first.height && $0.width == first.width } ? alike : nil
  }

  /// Tiles with grey between them: it stands out on white and on black.
  static func tileGrid(_ tiles: [Picture], columns: Int, gap: Int) -> TileGrid {
    TileGrid(tiles: tiles, columns: columns, gap: gap, background: Array(repeating: 128, count: tiles[0].channels))
  }
}

extension FigureImage {
  /// Whether the image has pixels, of grey or of three colours, and as many as its size says.
  fileprivate var isWhole: Bool {
    height > 0 && width > 0 && [1, 3].contains(channels) && pixels.count == 4 * height * width * channels
  }
}
