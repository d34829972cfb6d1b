import ConvNet
import LessonEvents

/// Images in a grid, each with a title below.
public struct Images: Figure {
  /// What the report draws.
  public let content: FigureOutput.Content

  /// Images `[height, width]`, `[height, width, 1]` or `[height, width, 3]` in 0...1.
  ///
  /// - Throws: `FigureError` for images of another shape, and where titles and images differ in number.
  public init(_ images: [Tensor], titles: [String] = [], columns: Int? = nil) throws {
    guard !images.isEmpty else { throw FigureError.empty(what: "images") }
    guard titles.isEmpty || titles.count == images.count else {
      throw FigureError.counts(what: "titles", count: titles.count, other: "images", otherCount: images.count)
    }
    let tiles = try images.enumerated().map { index, image in
      try FigureImage(image, what: "image \(index)", title: titles.isEmpty ? "" : titles[index])
    }
    content = .images(ImageGrid(kind: .images, tiles: tiles, columns: columns, scale: .unit))
  }
}
