import LessonEvents

extension PageBuilder {
  /// A convolution worked out position by position; the steps are radio buttons, so that no script is needed.
  func walkthrough(_ steps: ConvolutionWalkthrough, anchor: String) throws(ReportError) -> Drawing {
    let group = Numbering.id("step", of: anchor)
    let positions = steps.positions.filter { $0.count == 2 && steps.output.indices.contains($0[0]) }
      .filter { steps.output[$0[0]].indices.contains($0[1]) }
    var panels: [[String: Any]] = []
    for (i, position) in positions.enumerated() {
      let (row, column) = (position[0], position[1])
      let work = WalkthroughStep(steps, row: row, column: column, labels: labels)
      panels.append([
        "id": "\(group)-\(i + 1)", "group": group, "n": i + 1, "isFirst": i == 0,
        "title": labels.text(.position, ["row": "\(row + 1)", "column": "\(column + 1)"]),
        "matrices": work.matrices, "sum": work.sum, "previous": "\(group)-\(i)", "next": "\(group)-\(i + 2)",
        "hasPrevious": i > 0, "hasNext": i + 1 < positions.count,
      ])
    }
    var facts = ["\(labels[.kernel]) \(steps.kernel.first?.count ?? 0) × \(steps.kernel.first?.first?.count ?? 0)"]
    facts.append("\(labels[.stride]) \(Set(steps.stride).sorted().map(String.init).joined(separator: " × "))")
    if steps.padding.contains(where: { $0 > 0 }) {
      facts.append("\(labels[.padding]) \(Set(steps.padding).sorted().map(String.init).joined(separator: "/"))")
    }
    let html = try render(
      "walkthrough",
      ["panels": panels, "isPaged": panels.count > 1, "facts": facts.joined(separator: " · ")])
    return Drawing(html: html, caption: labels[.walkthroughCaption])
  }
}

/// One position of a walk-through: the matrices with their marks, and the sum written out.
struct WalkthroughStep {
  private let steps: ConvolutionWalkthrough
  private let row: Int
  private let column: Int
  private let labels: Labels

  init(_ steps: ConvolutionWalkthrough, row: Int, column: Int, labels: Labels) {
    self.steps = steps
    self.row = row
    self.column = column
    self.labels = labels
  }

  private var top: Int { row * (steps.stride.first ?? 1) }
  private var left: Int { column * (steps.stride.last ?? 1) }

  /// Image, kernel and output, channel by channel, as HTML.
  var matrices: String {
    let channels = steps.input.count
    var html = ""
    for channel in steps.input.indices where steps.kernel.indices.contains(channel) {
      let suffix = channels > 1 ? " " + labels.text(.channel, ["n": "\(channel + 1)"]) : ""
      let kernel = steps.kernel[channel]
      let height = kernel.count
      let width = kernel.first?.count ?? 0
      let image = matrix(steps.input[channel], title: labels[.image] + suffix, kind: "image") { r, c in
        var classes = isPadding(r, c, in: steps.input[channel]) ? ["pad"] : []
        if (top..<top + height).contains(r), (left..<left + width).contains(c) { classes.append("window") }
        return classes
      }
      let weights = matrix(kernel, title: labels[.kernel] + suffix, kind: "weights") { _, _ in [] }
      html += "<div class=\"operands\">\(image)<span class=\"operator\" aria-hidden=\"true\">∗</span>\(weights)</div>"
    }
    let output = matrix(steps.output, title: labels[.output], kind: "result") { r, c in
      (r, c) == (row, column) ? ["marked"] : []
    }
    return "<div class=\"inputs\">\(html)</div><span class=\"operator\" aria-hidden=\"true\">=</span>\(output)"
  }

  /// `105·0 + 102·(−1) + … = 89`, a row of the kernel a line; channels stand beside each other under their names, the bias
  /// in the last.
  var sum: String {
    var groups: [(name: String?, lines: [String])] = []
    for (channel, (input, kernel)) in zip(steps.input, steps.kernel).enumerated() {
      var lines: [String] = []
      for (i, weights) in kernel.enumerated() where input.indices.contains(top + i) {
        let terms = weights.enumerated().compactMap { j, weight -> String? in
          guard input[top + i].indices.contains(left + j) else { return nil }
          return "\(factor(input[top + i][left + j]))·\(factor(weight))"
        }
        lines.append(terms.joined(separator: " + "))
      }
      groups.append((steps.input.count > 1 ? labels.text(.channel, ["n": "\(channel + 1)"]) : nil, lines))
    }
    if groups.isEmpty { groups = [(nil, [])] }
    if steps.bias != 0 { groups[groups.count - 1].lines.append("\(labels[.bias]) \(factor(steps.bias))") }
    let result = "<strong>= \(NumberText.short(steps.output[row][column]))</strong>"
    let last = groups.count - 1
    return groups.enumerated().map { g, group in
      let name = group.name.map { "<span class=\"term-channel\">\(HTMLText.escaped($0))</span> " } ?? ""
      let lines = group.lines.enumerated().map { i, line in
        let isLast = g == last && i == group.lines.count - 1
        return "<span class=\"term\">\(g + i == 0 ? "" : "+ ")\(line)\(isLast ? " " + result : "")</span>"
      }
      return "<span class=\"term-group\">\(name)\(lines.joined(separator: " "))</span>"
    }.joined(separator: " ")
  }

  /// A number as a factor of a product: in parentheses where it is negative.
  private func factor(_ value: Float) -> String {
    let text = NumberText.fraction(value)
    return value < 0 ? "(\(text))" : text
  }

  private func isPadding(_ r: Int, _ c: Int, in matrix: [[Float]]) -> Bool {
    guard steps.padding.count == 4 else { return false }
    return r < steps.padding[0] || r >= matrix.count - steps.padding[1] || c < steps.padding[2]
      || c >= matrix[r].count - steps.padding[3]
  }

  private func matrix(
    _ rows: [[Float]], title: String, kind: String, classes: (Int, Int) -> [String]
  ) -> String {
    var html = "<table class=\"numbers \(kind)\"><caption>\(HTMLText.escaped(title))</caption><tbody>"
    for (r, row) in rows.enumerated() {
      html += "<tr>"
      for (c, value) in row.enumerated() {
        let names = classes(r, c)
        let text = NumberText.fraction(value)
        let attribute = names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
        // The marked numbers are set in <mark>, so that the mark is there without colour and without sight.
        let isMarked = names.contains("marked") || names.contains("window")
        html += "<td\(attribute)>\(isMarked ? "<mark>\(text)</mark>" : text)</td>"
      }
      html += "</tr>"
    }
    return html + "</tbody></table>"
  }
}
