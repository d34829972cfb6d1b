let point = try Tensor((0..<5).map { row in
  (0..<5).map { column in row == 2 && column == 2 ? 1 : 0 }
})
let equivalent = try convolve(
  convolve(point, kernel: gaussian, padding: .same),
  kernel: horizontal, padding: .same)
show(equivalent)

let twoLayers = try correlate(
  correlate(grey, kernel: gaussian), kernel: horizontal)
let oneLayer = try correlate(grey, kernel: equivalent)
let differences = zip(twoLayers.values, oneLayer.values).map { abs($0 - $1) }
check(localized(es: "Mayor diferencia", en: "Greatest difference"),
  differences.max() ?? .nan, near: 0, tolerance: 1e-5)
