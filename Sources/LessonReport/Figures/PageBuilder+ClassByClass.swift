import LessonEvents
import Pictures

extension PageBuilder {
  /// A section for each class, folded under a line with its measures; the file holds the images of all of them.
  func classByClass(_ classes: ClassSections, anchor: String, stem: String, alt: String?) throws(ReportError) -> Drawing
  {
    let matrix = classes.matrix
    let confusions = classSections(matrix, anchor: anchor)
    let sheet = try ClassSheet(classes.sections)
    let sheetID = Numbering.id("sheet", of: anchor)
    let sheetAddress = try sheet.map { (sheet) throws(ReportError) in
      try address(of: sheet.picture, stem: stem, rank: .gallery)
    }
    var sections: [[String: Any?]] = []
    for (i, section) in classes.sections.enumerated() where confusions.indices.contains(i) {
      var context = confusions[i].merging(measures(of: matrix, class: i)) { _, new in new }
      context["level"] = currentLevel
      var groups: [[String: Any]] = []
      for (kind, images) in section.groups.enumerated() where !images.isEmpty {
        var tiles: [[String: Any]] = []
        for (place, one) in images.enumerated() {
          var tile = verdict(of: one, in: matrix)
          if let sheet {
            tile["sprite"] = sheet.sprite(section: i, group: kind, place: place, sheet: sheetID)
          } else {
            tile["image"] = try smallImage(one.image, alt: "")
          }
          tiles.append(tile)
        }
        groups.append(["title": labels[[.classExamples, .classHitImages, .classMissImages][kind]], "tiles": tiles])
      }
      context["groups"] = groups
      if let maps = section.maps {
        context["maps"] = try mapsOfClass(maps, name: matrix.classNames[i], stem: self.stem(stem, part: "\(i + 1)"))
      }
      sections.append(context.mapValues { $0 as Any? })
    }
    let words = labels.text(
      .classByClassAlt, ["n": "\(matrix.classNames.count)", "names": matrix.classNames.joined(separator: ", ")])
    var context: [String: Any] = ["sections": sections.map { $0.compactMapValues { $0 } }, "alt": alt ?? words]
    if let sheet, let sheetAddress {
      context["sheet"] = [
        "id": sheetID, "source": sheetAddress, "width": sheet.picture.width, "height": sheet.picture.height,
      ]
    }
    let html = try render("class-by-class", context)
    return Drawing(html: html, caption: labels[.classByClassCaption])
  }

  private func measures(of matrix: ConfusionMatrixOutput, class i: Int) -> [String: Any] {
    guard matrix.perClass.indices.contains(i) else { return [:] }
    let row = perClassRows([matrix.perClass[i]])[0]
    let width = Int((matrix.perClass[i].recall * 100).rounded())
    return row.merging(["share": width, "hasMeasures": true]) { _, new in new }
  }

  /// What the network says of an image, in a sign and in words.
  private func verdict(of one: ClassifiedImage, in matrix: ConfusionMatrixOutput) -> [String: Any] {
    let isHit = one.label == one.prediction
    return [
      "icon": isHit ? "✓" : "✗", "verdictClass": isHit ? "passed" : "missed",
      "name": matrix.classNames.indices.contains(one.prediction) ? matrix.classNames[one.prediction] : "?",
      "confidence": one.confidence.map { NumberText.fixed($0, 2) } ?? "",
    ]
  }

  /// An image that stands in the page itself, about as large as a thumb.
  private func smallImage(_ image: FigureImage, alt: String) throws(ReportError) -> [String: Any] {
    let picture = try FigurePicture.pictures(of: [image], scale: .unit)[0]
    let factor = ClassSheet.factor(of: picture)
    return [
      "source": try inlineAddress(of: picture), "width": picture.width * factor, "height": picture.height * factor,
      "alt": alt,
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
      context["input"] = try smallImage(input, alt: "\(labels[.input]): \(name)")
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
}
