import KernelInterface

/// Counts over examples that may have several labels, each of which an output tells by its side of zero (a sigmoid's of one half).
struct MultiLabelTotals {
  private var hits: [Int]
  private var predicted: [Int]
  private var support: [Int]

  init(width: Int) {
    hits = Array(repeating: 0, count: width)
    (predicted, support) = (hits, hits)
  }

  mutating func add(_ output: Reading, target: (Int) -> Float) {
    for label in hits.indices {
      let (isPredicted, isTrue) = (output[label] > 0, target(label) > 0.5)
      if isPredicted { predicted[label] += 1 }
      if isTrue { support[label] += 1 }
      if isPredicted && isTrue { hits[label] += 1 }
    }
  }

  func reports(_ names: [String]) -> [ClassReport] {
    names.indices.map {
      ClassReport(name: names[$0], hits: hits[$0], predicted: predicted[$0], support: support[$0])
    }
  }
}
