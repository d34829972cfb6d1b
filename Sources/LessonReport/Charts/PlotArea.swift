/// A rectangle with two axes: where values lie, and the axes as SVG. Colours come from classes of `chart.css`.
struct PlotArea {
  var left = 52.0
  var top = 12.0
  var width: Double
  var height: Double
  var xTicks: AxisTicks
  var yTicks: AxisTicks
  var xRange: ClosedRange<Double>
  var yRange: ClosedRange<Double>

  init(
    width: Double, height: Double, x: AxisTicks, y: AxisTicks, xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil
  ) {
    self.width = width
    self.height = height
    xTicks = x
    yTicks = y
    self.xRange = xRange ?? (x.values.first ?? 0)...(x.values.last ?? 1)
    self.yRange = yRange ?? (y.values.first ?? 0)...(y.values.last ?? 1)
    // Long numbers beside the axis need room, and three marks at most.
    let longest = y.values.map { y.text($0).count }.max() ?? 0
    left = max(left, Double(longest) * 8 + 12 + 20)
  }

  /// Size of the whole drawing, axes included.
  var totalWidth: Double { left + width + 16 }
  var totalHeight: Double { top + height + 44 }

  func x(_ value: Double) -> Double { left + (value - xRange.lowerBound) / span(xRange) * width }
  func y(_ value: Double) -> Double { top + (yRange.upperBound - value) / span(yRange) * height }

  private func span(_ range: ClosedRange<Double>) -> Double {
    let span = range.upperBound - range.lowerBound
    return span > 0 ? span : 1
  }

  /// Grid lines, ticks and names of both axes.
  func axes(xName: String, yName: String, thousands: Thousands) -> String {
    var svg = ""
    for (value, text) in zip(yTicks.values, thousands.column(yTicks.values.map(yTicks.text))) {
      let at = SVG.number(y(value))
      svg +=
        "<line class=\"grid\" x1=\"\(SVG.number(left))\" x2=\"\(SVG.number(left + width))\" y1=\"\(at)\" y2=\"\(at)\"/>"
      svg += SVG.text(text, x: left - 8, y: y(value) + 4, anchor: "end", style: "tick")
    }
    for (value, text) in zip(xTicks.values, thousands.column(xTicks.values.map(xTicks.text))) {
      let at = SVG.number(x(value))
      svg += "<line class=\"axis\" x1=\"\(at)\" x2=\"\(at)\" y1=\"\(SVG.number(top + height))\""
      svg += " y2=\"\(SVG.number(top + height + 5))\"/>"
      svg += SVG.text(text, x: x(value), y: top + height + 19, anchor: "middle", style: "tick")
    }
    svg += "<line class=\"axis\" x1=\"\(SVG.number(left))\" x2=\"\(SVG.number(left + width))\""
    svg += " y1=\"\(SVG.number(top + height))\" y2=\"\(SVG.number(top + height))\"/>"
    svg += SVG.text(xName, x: left + width / 2, y: top + height + 38, anchor: "middle", style: "name")
    if !yName.isEmpty {
      let middle = SVG.number(top + height / 2)
      svg += "<text class=\"name\" text-anchor=\"middle\" transform=\"translate(13 \(middle)) rotate(-90)\">"
      svg += "\(HTMLText.escaped(yName))</text>"
    }
    return svg
  }
}

/// Small pieces of SVG.
enum SVG {
  /// A coordinate with one decimal at most.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    // Far outside every drawing one place is as good as another.
    let tenths = Int((min(max(value, -1e9), 1e9) * 10).rounded())
    let whole = abs(tenths) / 10
    let sign = tenths < 0 ? "-" : ""
    return abs(tenths) % 10 == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(abs(tenths) % 10)"
  }

  static func text(_ text: String, x: Double, y: Double, anchor: String, style: String) -> String {
    "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
      + "\(HTMLText.escaped(text))</text>"
  }

  /// A line through points; a value that is not a number breaks it.
  static func path(_ points: [(x: Double, y: Double)], style: String) -> String {
    var d = ""
    var isDown = false
    for point in points {
      guard point.x.isFinite, point.y.isFinite else {
        isDown = false
        continue
      }
      d += "\(isDown ? "L" : "M")\(number(point.x)) \(number(point.y))"
      isDown = true
    }
    return "<path class=\"\(style)\" d=\"\(d)\"/>"
  }

  /// One of five shapes, so that classes can be told apart without colour.
  static func marker(_ index: Int, x: Double, y: Double) -> String {
    let style = "class=\"point series-\(index % 8)\""
    switch index % 5 {
    case 0: return "<circle \(style) cx=\"\(number(x))\" cy=\"\(number(y))\" r=\"3.6\"/>"
    case 1: return "<path \(style) d=\"M\(number(x)) \(number(y - 4.4))l4.2 7.4h-8.4z\"/>"
    case 2: return "<path \(style) d=\"M\(number(x - 3.4)) \(number(y - 3.4))h6.8v6.8h-6.8z\"/>"
    case 3: return "<path \(style) d=\"M\(number(x)) \(number(y - 4.8))l4.8 4.8l-4.8 4.8l-4.8 -4.8z\"/>"
    default: return "<path \(style) d=\"M\(number(x)) \(number(y + 4.4))l4.2 -7.4h-8.4z\"/>"
    }
  }

  /// A whole drawing with its alternative text; `styles` are given where it stands in a file of its own.
  static func drawing(
    width: Double, height: Double, alt: String, body: String, styles: String? = nil
  ) -> String {
    let size =
      "viewBox=\"0 0 \(number(width)) \(number(height))\" width=\"\(number(width))\" height=\"\(number(height))\""
    let name = HTMLText.escaped(alt)
    guard let styles else {
      return "<svg class=\"chart\" role=\"img\" aria-label=\"\(name)\" \(size)>\(body)</svg>"
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" aria-label=\"\(name)\" \(size)>"
      + "<style>\(styles)</style>\(body)</svg>\n"
  }
}
