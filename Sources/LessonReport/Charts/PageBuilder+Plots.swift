import Foundation
import LessonEvents
import Pictures

extension PageBuilder {
  /// Areas of a classifier over two features with the examples, each class by a colour and a shape.
  func decisionBoundary(_ plot: DecisionBoundary, stem: String, alt: String?) throws(ReportError) -> Drawing {
    let x = Self.range(plot.xRange)
    let y = Self.range(plot.yRange)
    let area = PlotArea(
      width: 420, height: 320, x: AxisTicks(x.lowerBound, x.upperBound, enclosing: false),
      y: AxisTicks(y.lowerBound, y.upperBound, enclosing: false), xRange: x, yRange: y)
    var body = areas(of: plot, in: area)
    body += area.axes(xName: plot.featureNames.first ?? "", yName: plot.featureNames.last ?? "", thousands: thousands)
    for point in plot.points where point.x.isFinite && point.y.isFinite {
      body += SVG.marker(point.label, x: area.x(point.x), y: area.y(point.y))
    }
    let alternative =
      alt
      ?? labels.text(
        .decisionAlt,
        [
          "n": "\(plot.points.count)", "classes": plot.classNames.joined(separator: ", "),
          "features": plot.featureNames.joined(separator: ", "),
        ])
    let svg = chart(width: area.totalWidth, height: area.totalHeight, alt: alternative, body: body, stem: stem)
    let legend = plot.classNames.enumerated().map { i, name in
      "<span><svg class=\"key chart\" width=\"14\" height=\"14\" aria-hidden=\"true\">"
        + SVG.marker(i, x: 7, y: 7) + "</svg> \(HTMLText.escaped(name))</span>"
    }.joined()
    return Drawing(html: "\(svg)<p class=\"legend\">\(legend)</p>", caption: labels[.decisionCaption])
  }

  /// Runs of one class in each row as rectangles, one path a class, so that overlaps leave no seams.
  private func areas(of plot: DecisionBoundary, in area: PlotArea) -> String {
    var paths: [Int: String] = [:]
    let height = area.height / Double(max(1, plot.areas.count))
    for (row, classes) in plot.areas.enumerated() where !classes.isEmpty {
      let width = area.width / Double(classes.count)
      let top = area.top + area.height - Double(row + 1) * height
      var start = 0
      for column in 1...classes.count where column == classes.count || classes[column] != classes[start] {
        let left = area.left + Double(start) * width
        let run = SVG.number(Double(column - start) * width + 0.2)
        paths[abs(classes[start]) % 8, default: ""] +=
          "M\(SVG.number(left)) \(SVG.number(top))h\(run)v\(SVG.number(height + 0.2))h-\(run)z"
        start = column
      }
    }
    return paths.sorted { $0.key < $1.key }
      .map { "<path class=\"area series-\($0.key)\" d=\"\($0.value)\"/>" }.joined()
  }

  /// Points over one feature and the fitted line.
  func regression(_ plot: RegressionPlot, stem: String, alt: String?) throws(ReportError) -> Drawing {
    let all = (plot.points + plot.line).filter { $0.count == 2 && $0.allSatisfy(\.isFinite) }
    let x = AxisTicks(all.map { $0[0] }.min() ?? 0, all.map { $0[0] }.max() ?? 1)
    let y = AxisTicks(all.map { $0[1] }.min() ?? 0, all.map { $0[1] }.max() ?? 1)
    let area = PlotArea(width: 420, height: 280, x: x, y: y)
    var body = area.axes(xName: plot.featureName, yName: plot.targetName, thousands: thousands)
    for point in plot.points where point.count == 2 && point.allSatisfy(\.isFinite) {
      body += SVG.marker(0, x: area.x(point[0]), y: area.y(point[1]))
    }
    let line = plot.line.filter { $0.count == 2 }.map { (x: area.x($0[0]), y: area.y($0[1])) }
    body += SVG.path(line, style: "line series-1")
    let alternative =
      alt
      ?? labels.text(
        .regressionAlt,
        ["n": "\(plot.points.count)", "feature": plot.featureName, "target": plot.targetName])
    let svg = chart(width: area.totalWidth, height: area.totalHeight, alt: alternative, body: body, stem: stem)
    return Drawing(html: svg, caption: labels[.regressionCaption])
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double> {
    guard let first = values.first, let last = values.last, first < last else { return 0...1 }
    return first...last
  }
}
