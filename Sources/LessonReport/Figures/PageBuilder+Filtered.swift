import LessonEvents
import Pictures

extension PageBuilder {
  /// An image beside what kernels make of it, each kernel printed under its result.
  func filtered(_ filtered: FilteredImages, stem: String, alt: String?) throws(ReportError) -> Drawing {
    let titles = filtered.results.map(\.image.title).filter { !$0.isEmpty }.joined(separator: ", ")
    let alternative = alt ?? labels.text(.filteredAlt, ["n": "\(filtered.results.count)", "names": titles])
    let images = [filtered.original] + filtered.results.map(\.image)
    let small = try FigurePicture.pictures(of: images, scale: .unit, width: 228)
    if let sheet = FigurePicture.grid(small, columns: small.count, gap: 4) {
      try keep(sheet, stem: stem, rank: .filtered)
    }
    // Shown 228 pixels wide: with more than that a browser scales down, which keeps edges even.
    let original = try FigurePicture.picture(of: filtered.original, width: 456)
    let results = try FigurePicture.pictures(of: filtered.results.map(\.image), scale: .unit, width: 456)
    let title = filtered.original.title.isEmpty ? labels[.original] : filtered.original.title
    var parts: [[String: Any]] = [
      [
        "source": try address(of: original, stem: self.stem(stem, part: "0")), "width": original.width,
        "height": original.height,
        "title": title, "note": NumberText.signs(filtered.original.note), "alt": alternative,
      ]
    ]
    for (i, (result, picture)) in zip(filtered.results, results).enumerated() {
      let title = result.image.title.isEmpty ? labels[.output] : result.image.title
      parts.append([
        "source": try address(of: picture, stem: self.stem(stem, part: "\(i + 1)")), "width": picture.width,
        "height": picture.height, "title": title, "note": NumberText.signs(result.image.note),
        "alt": "\(labels[.output]): \(title)",
        "kernel": result.kernel.isEmpty ? "" : kernelTable(result.kernel, title: title),
      ])
    }
    return Drawing(html: try render("filtered", ["parts": parts]), caption: labels[.filteredCaption])
  }

  /// The numbers of a kernel, set small.
  func kernelTable(_ kernel: [[Float]], title: String) -> String {
    let rows = kernel.map { row in
      "<tr>" + row.map { "<td>\(NumberText.fraction($0))</td>" }.joined() + "</tr>"
    }
    let name = HTMLText.escaped("\(labels[.kernel]): \(title)")
    return
      "<div class=\"kernel-scroll\"><table class=\"kernel\" aria-label=\"\(name)\"><tbody>\(rows.joined())</tbody></table></div>"
  }
}
