import LessonEvents
import Pictures

extension PageBuilder {
  /// A section for each class, folded under a line with its measures; the file holds the images of all of them.
  func classByClass(_ classes: ClassSections, anchor: String, stem: String, alt: String?) throws(ReportError) -> Drawing
  {
    let matrix = classes.matrix
    let confusions = classSections(matrix, anchor: anchor)
    var sections: [[String: Any?]] = []
    for (i, section) in classes.sections.enumerated() where confusions.indices.contains(i) {
      var context = confusions[i].merging(measures(of: matrix, class: i)) { _, new in new }
      context["id"] = "\(anchor)-\(i + 1)"
      context["level"] = currentLevel
      var groups: [[String: Any]] = []
      for (title, images) in [
        (LabelKey.classExamples, section.examples), (.classHitImages, section.hits), (.classMissImages, section.misses),
      ] where !images.isEmpty {
        groups.append([
          "title": labels[title], "tiles": try images.map { (one) throws(ReportError) in try tile(one, in: matrix) },
        ])
      }
      context["groups"] = groups
      if let maps = section.maps {
        context["maps"] = try mapsOfClass(maps, name: matrix.classNames[i], stem: "\(stem).\(i + 1)")
      }
      sections.append(context.mapValues { $0 as Any? })
    }
    if let sheet = try sheet(of: classes.sections) { try keep(sheet, stem: stem, rank: .gallery) }
    let words = labels.text(
      .classByClassAlt, ["n": "\(matrix.classNames.count)", "names": matrix.classNames.joined(separator: ", ")])
    let html = try render(
      "class-by-class", ["sections": sections.map { $0.compactMapValues { $0 } }, "alt": alt ?? words])
    return Drawing(html: html, caption: labels[.classByClassCaption])
  }

  private func measures(of matrix: ConfusionMatrixOutput, class i: Int) -> [String: Any] {
    guard matrix.perClass.indices.contains(i) else { return [:] }
    let row = perClassRows([matrix.perClass[i]])[0]
    let width = Int((matrix.perClass[i].recall * 100).rounded())
    return row.merging(["share": width, "hasMeasures": true]) { _, new in new }
  }

  /// An image with its verdict in a sign and in words.
  private func tile(_ one: ClassifiedImage, in matrix: ConfusionMatrixOutput) throws(ReportError) -> [String: Any] {
    let isHit = one.label == one.prediction
    let name = matrix.classNames.indices.contains(one.prediction) ? matrix.classNames[one.prediction] : "?"
    let picture = try FigurePicture.pictures(of: [one.image], scale: .unit)[0]
    let factor = max(1, 84 / max(picture.width, picture.height))
    return [
      "source": try inlineAddress(of: picture), "width": picture.width * factor, "height": picture.height * factor,
      "icon": isHit ? "✓" : "✗", "verdictClass": isHit ? "passed" : "missed", "name": name,
      "confidence": one.confidence.map { NumberText.fixed($0, 2) } ?? "",
    ]
  }

  private func mapsOfClass(_ grid: ImageGrid, name: String, stem: String) throws(ReportError) -> [String: Any] {
    let pictures = try FigurePicture.pictures(of: grid.tiles, scale: grid.scale)
    let columns = grid.tiles.count > 16 ? 16 : min(8, max(1, grid.tiles.count))
    var context: [String: Any] = [
      "title": labels.text(.classMaps, ["n": "\(grid.tiles.count)", "layer": grid.layer ?? ""]),
      "note": grid.scale == .perTile ? labels[.scalePerTile] : "",
    ]
    if let input = grid.input {
      let picture = try FigurePicture.pictures(of: [input], scale: .unit)[0]
      let factor = max(1, 84 / max(picture.width, picture.height))
      context["input"] = [
        "source": try inlineAddress(of: picture), "width": picture.width * factor, "height": picture.height * factor,
        "title": labels[.input], "alt": "\(labels[.input]): \(name)",
      ]
    }
    if let sheet = FigurePicture.grid(pictures, columns: columns, gap: 1) {
      let factor = max(1, 620 / sheet.width)
      context["sheet"] = [
        "source": try address(of: sheet, stem: stem), "width": sheet.width * factor, "height": sheet.height * factor,
        "alt": labels.text(
          .activationMapsAlt,
          [
            "n": "\(grid.tiles.count)", "layer": grid.layer ?? "", "height": "\(grid.tiles.first?.height ?? 0)",
            "width": "\(grid.tiles.first?.width ?? 0)",
          ]),
      ]
    }
    return context
  }

  /// All images, a row a class: hits, then misses.
  private func sheet(of sections: [ClassSections.Section]) throws(ReportError) -> Picture? {
    let rows = sections.map { $0.hits + $0.misses }
    let most = rows.map(\.count).max() ?? 0
    guard most > 0, let first = rows.joined().first?.image else { return nil }
    let empty = FigureImage(
      height: first.height, width: first.width, channels: first.channels,
      values: Array(repeating: 0.5, count: first.height * first.width * first.channels))
    let tiles = rows.flatMap { row in row.map(\.image) + Array(repeating: empty, count: most - row.count) }
    return FigurePicture.grid(try FigurePicture.pictures(of: tiles, scale: .unit), columns: most, gap: 2)
  }
}
