import Foundation
import LessonEvents

extension PageBuilder {
  /// The network as volumes from input to output; height and depth follow the shapes on a logarithmic scale.
  func architecture(_ summary: SummaryOutput, stem: String, alt: String?) throws(ReportError) -> Drawing {
    var volumes = [Volume(shape: summary.inputShape, name: labels[.input], type: "")]
    volumes += summary.layers.map { Volume(shape: $0.outputShape, name: $0.name, type: $0.type) }
    let baseline = 150.0
    var x = 16.0
    var body = ""
    var previous: Double?
    for volume in volumes {
      let space = max(volume.totalWidth, 92)
      let left = x + (space - volume.totalWidth) / 2
      if let previous {
        body += "<path class=\"axis\" d=\"M\(SVG.number(previous + 5)) \(SVG.number(baseline / 2 + 14))"
        body += "H\(SVG.number(left - 6))m-5 -4l5 4l-5 4\" fill=\"none\"/>"
      }
      body += volume.svg(left: left, middle: baseline / 2 + 14)
      previous = left + volume.totalWidth
      let center = x + space / 2
      body += SVG.text(
        volume.type.isEmpty ? volume.name : volume.type, x: center, y: 178, anchor: "middle", style: "name")
      body += SVG.text(volume.sizeText, x: center, y: 196, anchor: "middle", style: "tick")
      x += space + 14
    }
    let list = volumes.map { "\($0.type.isEmpty ? $0.name : $0.type) \($0.sizeText)" }.joined(separator: " → ")
    let svg = chart(
      width: x + 2, height: 208, alt: alt ?? labels.text(.architectureAlt, ["layers": list]), body: body, stem: stem)
    return Drawing(
      html:
        "<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"\(HTMLText.escaped(labels[.architectureCaption]))\">"
        + "\(svg)</div>",
      caption: labels[.architectureCaption])
  }
}

/// The output of one layer as a box in parallel projection.
private struct Volume {
  var shape: [Int]
  var name: String
  var type: String

  var sizeText: String { shape.map(String.init).joined(separator: " × ") }

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

  var totalWidth: Double { depth + slant }

  func svg(left: Double, middle: Double) -> String {
    let top = middle - height / 2 + slant / 4
    let lift = slant * 0.6
    let n = SVG.number
    let front = "M\(n(left)) \(n(top))h\(n(depth))v\(n(height))h\(n(-depth))z"
    let roof = "M\(n(left)) \(n(top))l\(n(slant)) \(n(-lift))h\(n(depth))l\(n(-slant)) \(n(lift))z"
    let side = "M\(n(left + depth)) \(n(top))l\(n(slant)) \(n(-lift))v\(n(height))l\(n(-slant)) \(n(lift))z"
    return "<path class=\"volume front\" d=\"\(front)\"/><path class=\"volume roof\" d=\"\(roof)\"/>"
      + "<path class=\"volume side\" d=\"\(side)\"/>"
  }
}
