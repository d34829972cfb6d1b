import LessonEvents
import Pictures

extension PageBuilder {
  /// Images in a grid: as one picture, or one by one where each has words of its own.
  func images(_ grid: ImageGrid, stem: String, alt: String?) throws(ReportError) -> Drawing {
    let note =
      switch grid.scale {
      case .unit: ""
      case .perTile: labels[.scalePerTile]
      case .shared:
        labels.text(
          .scaleShared, range(of: grid.tiles))
      }
    let words = imageWords(grid)
    guard !grid.tiles.isEmpty else { return Drawing(html: "", caption: words.caption) }
    let columns = min(max(1, grid.columns ?? Self.columns(for: grid.tiles.count)), grid.tiles.count)
    // The text is 756 pixels wide; an input takes 84 of them and a gap of 21.
    let room = (grid.input == nil ? 756 : 648) / columns - 2
    // Few images stand larger than many.
    let width = min(room, max(96, 380 / columns))
    let pictures = try FigurePicture.pictures(of: grid.tiles, scale: grid.scale, width: width)
    var context: [String: Any?] = ["alt": alt ?? words.alt]
    if let input = grid.input {
      let picture = try FigurePicture.picture(of: input, width: 96)
      context["input"] =
        [
          "source": try address(of: picture, stem: "\(stem)-input"), "width": picture.width,
          "height": picture.height, "title": input.title.isEmpty ? labels[.input] : input.title,
        ] as [String: Any]
    }
    let sheet = FigurePicture.grid(pictures, columns: columns, gap: 2)
    if grid.isGallery || sheet == nil {
      if let sheet { try keep(sheet, stem: stem) }
      var tiles: [[String: Any]] = []
      for (tile, picture) in zip(grid.tiles, pictures) {
        tiles.append([
          "source": try inlineAddress(of: picture), "width": picture.width, "height": picture.height,
          "title": tile.title, "note": tile.note,
        ])
      }
      context["tiles"] = tiles
      context["hasTiles"] = true
    } else if let sheet {
      context["sheet"] =
        ["source": try address(of: sheet, stem: stem), "width": sheet.width, "height": sheet.height]
        as [String: Any]
    }
    return Drawing(html: try render("images", context), caption: words.caption, note: note)
  }

  private func range(of tiles: [FigureImage]) -> KeyValuePairs<String, String> {
    let range = FigurePicture.range(of: tiles.flatMap(\.values))
    return ["least": NumberText.short(range.lowerBound), "greatest": NumberText.short(range.upperBound)]
  }

  private func imageWords(_ grid: ImageGrid) -> (caption: String, alt: String) {
    let (caption, alt): (LabelKey, LabelKey) =
      switch grid.kind {
      case .activationMaps: (.activationMapsCaption, .activationMapsAlt)
      case .filters: (.filtersCaption, .filtersAlt)
      case .images: (.imagesCaption, .imagesAlt)
      case .misclassified: (.misclassifiedCaption, .misclassifiedAlt)
      }
    let first = grid.tiles.first
    let values: KeyValuePairs = [
      "n": "\(grid.tiles.count)", "layer": grid.layer ?? "", "height": "\(first?.height ?? 0)",
      "width": "\(first?.width ?? 0)",
    ]
    return (labels.text(caption, values), labels.text(alt, values))
  }

  /// Columns for so many tiles: 8 for 64, 4 for 8, as near to a square as looks well on a page.
  static func columns(for count: Int) -> Int {
    switch count {
    case ...6: count
    case ...8: 4
    case ...40: 8
    case ...100: 8
    default: 16
    }
  }
}

extension ImageGrid {
  /// Whether each tile stands by itself with its own words; maps and filters have their place in the grid.
  fileprivate var isGallery: Bool {
    switch kind {
    case .activationMaps, .filters: false
    case .images, .misclassified: tiles.contains { !$0.title.isEmpty || !$0.note.isEmpty }
    }
  }
}
