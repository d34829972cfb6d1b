extension FigureOutput {
  /// Whether the figure can be drawn; see ``CellOutput/isSound``.
  var isSound: Bool {
    switch content {
    case .images(let grid): grid.isSound
    case .filtered(let filtered): ([filtered.original] + filtered.results.map(\.image)).allSatisfy(\.isSound)
    case .walkthrough(let steps): steps.isSound
    case .decisionBoundary(let plot): plot.isSound
    case .regression(let plot): (plot.points + plot.line).allSatisfy { Axis.holds($0) }
    case .architecture(let summary): summary.isSound
    case .classes(let classes): classes.isSound
    }
  }
}

extension FigureImage {
  /// Whether there are as many pixels as the size says, of grey or of three colours.
  var isSound: Bool {
    guard height > 0, width > 0, [1, 3].contains(channels) else { return false }
    let (area, areaOverflows) = height.multipliedReportingOverflow(by: width)
    let (bytes, overflows) = area.multipliedReportingOverflow(by: 4 * channels)
    return !areaOverflows && !overflows && pixels.count == bytes
  }
}

extension ImageGrid {
  var isSound: Bool { tiles.allSatisfy(\.isSound) && input?.isSound ?? true }
}

extension ConvolutionWalkthrough {
  /// The places of the output are the report's to look for; the steps to them must not leave the range of `Int`.
  var isSound: Bool {
    let sizes = 0...Int(Int32.max)
    return stride.count == 2 && stride.allSatisfy { $0 > 0 && sizes.contains($0) }
      && padding.count == 4 && padding.allSatisfy(sizes.contains)
  }
}

extension DecisionBoundary {
  /// Whether the classes are among those with a name, and the points about where the axes are.
  var isSound: Bool {
    let classes = classNames.indices
    return Self.isRange(xRange) && Self.isRange(yRange)
      && areas.allSatisfy { $0.allSatisfy(classes.contains) }
      && points.allSatisfy {
        classes.contains($0.label) && Self.isNear($0.x, xRange) && Self.isNear($0.y, yRange)
      }
  }

  private static func isRange(_ range: [Double]) -> Bool {
    range.count == 2 && range.allSatisfy(\.isFinite) && Axis.holds(range) && range[0] < range[1]
  }

  /// What is not finite is not drawn.
  private static func isNear(_ value: Double, _ range: [Double]) -> Bool {
    !value.isFinite || abs(value - range[0]) <= Axis.reach * (range[1] - range[0])
  }
}

extension ClassSections {
  /// Whether there is a section for each class, with images of these classes and shares for its measures.
  var isSound: Bool {
    let classes = matrix.classNames.indices
    return matrix.isSound && sections.count == classes.count
      && matrix.perClass.allSatisfy { (0...1).contains($0.recall) }
      && sections.allSatisfy { section in
        (section.examples + section.hits + section.misses).allSatisfy {
          $0.image.isSound && classes.contains($0.label) && classes.contains($0.prediction)
        } && section.maps?.isSound ?? true
      }
  }
}
