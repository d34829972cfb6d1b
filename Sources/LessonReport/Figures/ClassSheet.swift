import LessonEvents
import Pictures

/// The images of all classes as one picture, a row a class: first examples, hits, misses. The page shows its tiles, so that
/// a browser loads one file instead of hundreds of small ones.
struct ClassSheet {
  let picture: Picture
  private let grid: TileGrid
  /// Columns of each group: the most images that a class has in it.
  private let widths: [Int]

  /// `nil` where there is no image, or not all are of one size.
  init?(_ sections: [ClassSections.Section]) throws(ReportError) {
    let groups = sections.map(\.groups)
    let widths = (0..<3).map { kind in groups.map { $0[kind].count }.max() ?? 0 }
    let columns = widths.reduce(0, +)
    guard let first = groups.joined().joined().first?.image else { return nil }
    let empty = FigureImage(
      height: first.height, width: first.width, channels: first.channels,
      values: Array(repeating: 0.5, count: first.height * first.width * first.channels))
    let tiles = groups.flatMap { row in
      zip(row, widths).flatMap { images, width in
        images.map(\.image) + Array(repeating: empty, count: width - images.count)
      }
    }
    let pictures = FigurePicture.alike(try FigurePicture.pictures(of: tiles, scale: .unit))
    guard let pictures else { return nil }
    grid = FigurePicture.tileGrid(pictures, columns: columns, gap: 2)
    picture = grid.picture
    self.widths = widths
  }

  /// The whole factor that makes a picture about as large as a thumb.
  static func factor(of picture: Picture) -> Int { max(1, 84 / max(picture.width, picture.height)) }

  /// A tile as the template draws it: which part of the sheet, and how large.
  func sprite(section: Int, group: Int, place: Int, sheet: String) -> [String: Any] {
    let column = widths[..<group].reduce(0, +) + place
    let origin = grid.origin(ofTile: section * grid.columns + column)
    let tile = grid.tiles[0]
    let factor = Self.factor(of: tile)
    return [
      "sheet": sheet, "view": "\(origin.column) \(origin.row) \(tile.width) \(tile.height)",
      "width": tile.width * factor, "height": tile.height * factor,
    ]
  }
}

extension ClassSections.Section {
  /// First examples, hits, misses.
  var groups: [[ClassifiedImage]] { [examples, hits, misses] }
}
