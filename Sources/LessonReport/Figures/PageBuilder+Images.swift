import LessonEvents
import Pictures

extension PageBuilder {
  /// Images in a grid: as one picture, or one by one where each has words of its own.
  func images(_ grid: ImageGrid, stem: String, alt: String?) throws(ReportError) -> Drawing {
    let words = imageWords(grid)
    guard !grid.tiles.isEmpty else { return Drawing(html: "", caption: words.caption) }
    let columns = min(max(1, grid.columns ?? Self.columns(for: grid.tiles.count)), grid.tiles.count)
    let pictures = try self.pictures(of: grid, columns: columns)
    var context: [String: Any?] = ["alt": alt ?? words.alt, "columns": columns, "key": scaleKey(of: grid)]
    if let input = grid.input {
      let picture = try FigurePicture.picture(of: input, width: 96)
      context["input"] =
        [
          "source": try address(of: picture, stem: self.stem(stem, part: "input")), "width": picture.width,
          "height": picture.height, "title": input.title.isEmpty ? labels[.input] : input.title,
        ] as [String: Any]
    }
    let sheet = FigurePicture.grid(pictures, columns: columns, gap: gap(of: grid))
    if grid.isGallery || sheet == nil {
      if let sheet { try keep(sheet, stem: stem, rank: grid.rank) }
      let small = try FigurePicture.pictures(of: grid.tiles, scale: grid.scale)
      var tiles: [[String: Any]] = []
      for (i, tile) in grid.tiles.enumerated() {
        tiles.append([
          "source": try inlineAddress(of: small[i]), "width": pictures[i].width, "height": pictures[i].height,
          "n": i + 1, "title": tile.title, "note": tile.note, "isNamed": !tile.title.isEmpty || !tile.note.isEmpty,
        ])
      }
      context["tiles"] = tiles
      context["hasTiles"] = true
      // Seven tiles beside each other leave too little room for words of the usual size.
      context["isDense"] = columns >= 7
    } else if let sheet {
      context["sheet"] =
        ["source": try address(of: sheet, stem: stem, rank: grid.rank), "width": sheet.width, "height": sheet.height]
        as [String: Any]
    }
    return Drawing(html: try render("images", context), caption: words.caption, note: scaleNote(of: grid))
  }

  /// Squares of colour need more room between them than pictures, to be told apart.
  private func gap(of grid: ImageGrid) -> Int {
    grid.isSigned ? 4 : grid.isColoured && grid.kind == .filters ? 8 : 2
  }

  /// The tiles as large as the page has room for; few stand larger than many.
  private func pictures(of grid: ImageGrid, columns: Int) throws(ReportError) -> [Picture] {
    // The text is 756 pixels wide; an input takes 84 of them and a gap of 21, tiles with words have gaps of 11.
    let room =
      grid.isGallery
      ? (756 - 11 * (columns - 1)) / columns
      : (grid.input == nil ? 756 : 648) / columns - (grid.isSigned ? 2 : gap(of: grid))
    let width = min(room, max(96, 380 / columns))
    guard grid.isSigned else { return try FigurePicture.pictures(of: grid.tiles, scale: grid.scale, width: width) }
    // Kernels have few numbers: squares of 16 pixels are enough.
    let side = grid.tiles.map(\.width).max() ?? 1
    return try FigurePicture.signedPictures(of: grid.tiles, width: min(width, 16 * side))
  }

  /// What black and white, blue and red, or the three channels of a colour stand for.
  private func scaleNote(of grid: ImageGrid) -> String {
    if grid.isSigned {
      let most = FigurePicture.greatestMagnitude(of: grid.tiles)
      return labels.text(.scaleSigned, ["least": NumberText.short(-most, 3), "greatest": NumberText.short(most, 3)])
    }
    switch grid.scale {
    case .unit: return ""
    case .perTile: return labels[.scalePerTile]
    case .shared:
      let range = FigurePicture.range(of: grid.tiles.flatMap(\.values))
      return labels.text(
        grid.isColoured ? .scaleColour : .scaleShared,
        ["least": NumberText.short(range.lowerBound, 3), "greatest": NumberText.short(range.upperBound, 3)])
    }
  }

  /// The bar of a scale that all tiles share, with the numbers at its ends; three channels have no one colour for a number.
  private func scaleKey(of grid: ImageGrid) -> [String: Any]? {
    if grid.isSigned {
      let most = FigurePicture.greatestMagnitude(of: grid.tiles)
      return ["least": NumberText.short(-most, 3), "greatest": NumberText.short(most, 3), "kind": "signed"]
    }
    guard grid.scale == .shared, !grid.isColoured else { return nil }
    let range = FigurePicture.range(of: grid.tiles.flatMap(\.values))
    return [
      "least": NumberText.short(range.lowerBound, 3), "greatest": NumberText.short(range.upperBound, 3),
      "kind": "grey",
    ]
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

  fileprivate var rank: ThumbnailRank {
    switch kind {
    case .activationMaps: .activationMaps
    case .filters: .filters
    case .images: isGallery ? .gallery : .images
    case .misclassified: .gallery
    }
  }

  /// Whether tiles have the channels red, green and blue.
  fileprivate var isColoured: Bool { tiles.contains { $0.channels > 1 } }

  /// Whether the tiles hold numbers whose sign matters: weights over one channel.
  fileprivate var isSigned: Bool {
    kind == .filters && tiles.allSatisfy { $0.channels == 1 }
  }
}
