/// Which examples are for training and which for testing: of each class every so-manieth is for testing.
struct ClassSplit {
  var train: [Int] = []
  var test: [Int] = []

  /// Throws where a class that has examples would have none in one of the two.
  init(_ labels: [Int], classNames: [String], testEvery: Int, in source: String) throws(DatasetError) {
    var counts = [Int](repeating: 0, count: classNames.count)
    for (index, label) in labels.enumerated() {
      counts[label] += 1
      if counts[label] % testEvery == 0 { test.append(index) } else { train.append(index) }
    }
    if let few = counts.firstIndex(where: { $0 > 0 && $0 < testEvery }) {
      throw .pictures(folder: source, problem: .tooFew(className: classNames[few], count: counts[few]))
    }
  }
}
