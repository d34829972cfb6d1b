let border = try Tensor((0..<7).map { row in
  (0..<7).map { column in
    (2...4).contains(row) && (2...4).contains(column)
      ? gaussian[row - 2, column - 2] : 0
  }
})
let equivalent = try convolve(border, kernel: horizontal)
show(equivalent)

let twoLayers = try correlate(
  correlate(grey, kernel: gaussian), kernel: horizontal)
let oneLayer = try correlate(grey, kernel: equivalent)
let differences = zip(twoLayers.values, oneLayer.values).map { abs($0 - $1) }
check(localized(es: "Mayor diferencia", en: "Greatest difference"),
  differences.max() ?? .nan, near: 0, tolerance: 1e-5)
