import Foundation
import LessonEvents

extension PageBuilder {
  /// The network as volumes from input to output, a list that wraps where the page is narrow; the file has them in rows.
  func architecture(_ summary: SummaryOutput, stem: String, alt: String?) throws(ReportError) -> Drawing {
    var volumes = [Volume(shape: summary.inputShape, name: labels[.input], type: "", parameters: 0)]
    volumes += summary.layers.map {
      Volume(shape: $0.outputShape, name: $0.name, type: $0.type, parameters: $0.parameters)
    }
    let list = volumes.map { "\($0.title) \(sizeText(of: $0))" }.joined(separator: " → ")
    let alternative = alt ?? labels.text(.architectureAlt, ["layers": list])
    // One height for all, so that the volumes stand on one line.
    let height = (volumes.map(\.totalHeight).max() ?? 0) + 4
    let counts = thousands.column(volumes.map(\.parameters))
    let items: [[String: Any]] = zip(volumes, counts).map { volume, count in
      let body = volume.svg(left: 2, bottom: height - 2)
      let size = "width=\"\(SVG.number(volume.totalWidth + 4))\" height=\"\(SVG.number(height))\""
      return [
        "drawing": "<svg class=\"chart\" aria-hidden=\"true\" \(size)>\(body)</svg>",
        "title": HTMLText.breakable(volume.title),
        "size": sizeText(of: volume),
        "parameters": count,
        "hasParameters": volume.parameters > 0,
      ]
    }
    if !inlinesImages { keep(rows(of: volumes), alt: alternative, stem: stem) }
    // Rows of eight at most, all about as long.
    let rowCount = (volumes.count + Self.volumesInRow - 1) / Self.volumesInRow
    let columns = (volumes.count + rowCount - 1) / rowCount
    return Drawing(
      html: try render("architecture", ["volumes": items, "alt": alternative, "columns": columns]),
      caption: labels[.architectureCaption], note: labels[.architectureNote])
  }

  private static var volumesInRow: Int { 8 }

  private func sizeText(of volume: Volume) -> String {
    volume.shape.map { thousands.grouped($0) }.joined(separator: " × ")
  }

  /// The volumes in rows of eight at most.
  private func rows(of volumes: [Volume]) -> (width: Double, height: Double, body: String) {
    let perRow = Self.volumesInRow
    let (space, rowHeight) = (104.0, (volumes.map(\.totalHeight).max() ?? 0) + 64)
    var body = ""
    for (i, volume) in volumes.enumerated() {
      let left = 8 + Double(i % perRow) * space
      let bottom = Double(i / perRow + 1) * rowHeight - 52
      let center = left + space / 2
      body += volume.svg(left: center - volume.totalWidth / 2, bottom: bottom)
      body += SVG.text(volume.title, x: center, y: bottom + 20, anchor: "middle", style: "name")
      body += SVG.text(sizeText(of: volume), x: center, y: bottom + 37, anchor: "middle", style: "tick")
      if i + 1 < volumes.count, (i + 1) % perRow != 0 {
        let middle = SVG.number(bottom - 20)
        body +=
          "<path class=\"axis\" d=\"M\(SVG.number(left + space - 8)) \(middle)h14m-5 -4l5 4l-5 4\" fill=\"none\"/>"
      }
    }
    return (
      16 + Double(min(perRow, volumes.count)) * space, Double((volumes.count + perRow - 1) / perRow) * rowHeight, body
    )
  }

  private func keep(_ drawing: (width: Double, height: Double, body: String), alt: String, stem: String) {
    _ = chart(width: drawing.width, height: drawing.height, alt: alt, body: drawing.body, stem: stem)
  }
}

/// The output of one layer as a box in parallel projection; its sides follow the shape on a logarithmic scale.
private struct Volume {
  var shape: [Int]
  var name: String
  var type: String
  var parameters: Int

  var title: String { type.isEmpty ? name : type }

  /// Side of the front of a volume of so many rows: 32 is 64 pixels.
  private static func length(_ size: Int, unit: Double) -> Double {
    max(5, log2(Double(max(1, size)) + 1) * unit)
  }

  /// Rows; a vector stands upright by its length.
  private var height: Double { Self.length(shape.first ?? 1, unit: shape.count == 1 ? 8 : 13) }
  /// Channels, drawn to the right.
  private var depth: Double { shape.count > 1 ? Self.length(shape.last ?? 1, unit: 7) : 10 }
  /// Columns, drawn slanting back.
  private var slant: Double { shape.count > 2 ? Self.length(shape[1], unit: 13) * 0.42 : 4 }
  private var lift: Double { slant * 0.6 }

  var totalWidth: Double { depth + slant }
  var totalHeight: Double { height + lift }

  func svg(left: Double, bottom: Double) -> String {
    let n = SVG.number
    let top = bottom - height
    let front = "M\(n(left)) \(n(top))h\(n(depth))v\(n(height))h\(n(-depth))z"
    let roof = "M\(n(left)) \(n(top))l\(n(slant)) \(n(-lift))h\(n(depth))l\(n(-slant)) \(n(lift))z"
    let side = "M\(n(left + depth)) \(n(top))l\(n(slant)) \(n(-lift))v\(n(height))l\(n(-slant)) \(n(lift))z"
    return "<path class=\"volume front\" d=\"\(front)\"/><path class=\"volume roof\" d=\"\(roof)\"/>"
      + "<path class=\"volume side\" d=\"\(side)\"/>"
  }
}
