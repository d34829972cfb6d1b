extension PageBuilder {
  /// A drawing in the page, and the same as a file of its own under `figures/`.
  func chart(width: Double, height: Double, alt: String, body: String, stem: String) -> String {
    if !inlinesImages {
      let file = SVG.drawing(width: width, height: height, alt: alt, body: body, styles: templates.chartStyles)
      files.add("figures/\(stem).svg", Array(file.utf8))
      offerThumbnail("figures/\(stem).svg", rank: .chart)
    }
    return SVG.drawing(width: width, height: height, alt: alt, body: body)
  }
}
