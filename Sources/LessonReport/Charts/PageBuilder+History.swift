import LessonEvents

extension PageBuilder {
  /// Loss and metrics per epoch, a chart each, training beside validation; the numbers unfold below.
  func history(_ history: HistoryOutput, place: Numbering.Place?) throws(ReportError) -> String {
    guard let place else { return "" }
    guard history.series.contains(where: { !$0.values.isEmpty }) else {
      let note = "<p class=\"nothing\">\(HTMLText.escaped(labels[.historyEmpty]))</p>"
      return try framed(Drawing(html: note, caption: labels[.historyCaption]), place: place)
    }
    if place.alt == nil { noteMissingAlternative(place) }
    let names = history.series.map { Self.baseName($0.name) }
    var seen: Set<String> = []
    let charts = names.filter { seen.insert($0).inserted }
    var html = ""
    for (i, name) in charts.enumerated() {
      let series = history.series.filter { Self.baseName($0.name) == name }
      let stem = i == 0 ? place.fileStem : stem(place.fileStem, part: HTMLText.slug(name))
      html += historyChart(name, series, stem: stem, alt: place.alt)
    }
    let epochs = history.series.map(\.values.count).max() ?? 0
    let cut = TableCut(rowCount: epochs)
    let shown = cut.map { $0.kept(Array(0..<epochs)) } ?? Array(0..<epochs)
    let rows: [[String: Any]] = shown.map { epoch in
      [
        "epoch": epoch + 1, "isAfterGap": cut.map { epoch == epochs - $0.last } ?? false,
        "values": history.series.map { series in
          Self.isMeasured(series, epoch) ? NumberText.fixed(series.values[epoch], 4) : "–"
        },
      ]
    }
    let content = try render(
      "history",
      [
        "charts": html, "seriesNames": history.series.map(\.name), "epochRows": rows,
        "columnCount": history.series.count + 1, "cut": cut.map(cutNote),
      ])
    let isLossAlone = history.series.allSatisfy { Self.baseName($0.name) == "loss" }
    return try framed(
      Drawing(html: content, caption: labels[isLossAlone ? .historyLossCaption : .historyCaption]), place: place,
      isEmbedded: !embeddedDatasets.isEmpty)
  }

  /// Whether a series has begun by an epoch and not ended: of joined trainings the first may have had fewer metrics.
  private static func isMeasured(_ series: HistoryOutput.Series, _ epoch: Int) -> Bool {
    series.values.indices.contains(epoch) && series.values[...epoch].contains { !$0.isNaN }
  }

  /// `val_loss` belongs into the chart of `loss`.
  static func baseName(_ name: String) -> String {
    name.hasPrefix("val_") ? String(name.dropFirst(4)) : name
  }

  private func historyChart(_ name: String, _ series: [HistoryOutput.Series], stem: String, alt: String?) -> String {
    let epochs = max(series.map(\.values.count).max() ?? 1, 1)
    let finite = series.flatMap(\.values).filter(\.isFinite)
    let title =
      switch name {
      case "loss": labels[.loss]
      case "accuracy": labels[.accuracy]
      default: name
      }
    // A loss starts at zero; the interesting part of an accuracy is where it moves.
    let lowest = finite.min() ?? 0
    let least = name == "loss" ? min(0, lowest) : lowest
    let x = AxisTicks(1, Double(max(epochs, 2)), count: min(epochs, 6), enclosing: false)
    let xWhole = x.decimals == 0 ? x : AxisTicks(1, Double(max(epochs, 2)), count: 2, enclosing: false)
    let area = PlotArea(
      width: 300, height: 180, x: xWhole, y: AxisTicks(least, finite.max() ?? 1),
      xRange: 1...Double(max(epochs, 2)))
    var body = area.axes(xName: labels[.epoch], yName: "", thousands: thousands)
    for one in series {
      let isValidation = one.name.hasPrefix("val_")
      let style = "series-\(isValidation ? 1 : 0)"
      let points = one.values.enumerated().map { (x: area.x(Double($0.offset + 1)), y: area.y($0.element)) }
      body += SVG.path(points, style: "line \(style)\(isValidation ? " dashed" : "")")
      if epochs <= 30 {
        for point in points where point.y.isFinite {
          body += SVG.marker(isValidation ? 1 : 0, x: point.x, y: point.y)
        }
      }
    }
    let described = series.map { one in
      let word = one.name.hasPrefix("val_") ? labels[.validation] : labels[.training]
      return
        "\(word): \(NumberText.fixed(one.values.first { !$0.isNaN } ?? .nan, 3)) → \(NumberText.fixed(one.values.last ?? .nan, 3))"
    }
    let alternative =
      alt.map { "\($0) (\(title))" }
      ?? labels.text(
        .historyAlt, ["name": title, "n": "\(epochs)", "values": described.joined(separator: "; ")])
    let svg = chart(width: area.totalWidth, height: area.totalHeight, alt: alternative, body: body, stem: stem)
    let legend = series.map { one in
      let isValidation = one.name.hasPrefix("val_")
      let key =
        "<svg class=\"key chart\" width=\"28\" height=\"12\" aria-hidden=\"true\">"
        + SVG.path([(2, 6), (26, 6)], style: "line series-\(isValidation ? 1 : 0)\(isValidation ? " dashed" : "")")
        + SVG.marker(isValidation ? 1 : 0, x: 14, y: 6) + "</svg>"
      return "<span>\(key) \(HTMLText.escaped(isValidation ? labels[.validation] : labels[.training]))</span>"
    }.joined()
    return "<div class=\"panel\"><p class=\"chart-title\">\(HTMLText.escaped(title))</p>\(svg)"
      + "<p class=\"legend\">\(legend)</p></div>"
  }
}
