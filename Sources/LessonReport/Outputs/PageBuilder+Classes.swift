import LessonEvents

extension PageBuilder {
  /// What becomes of each class: its hits, what it is taken for, and what is taken for it, the most frequent first.
  func classSections(_ matrix: ConfusionMatrixOutput, anchor: String) -> [[String: Any]] {
    let names = matrix.classNames
    guard matrix.counts.count == names.count, matrix.counts.allSatisfy({ $0.count == names.count }) else { return [] }
    return names.indices.map { i in
      let row = matrix.counts[i]
      let takenFor = names.indices.filter { $0 != i }.map { (name: names[$0], count: row[$0]) }
      let mistaken = names.indices.filter { $0 != i }.map { (name: names[$0], count: matrix.counts[$0][i]) }
      var section: [String: Any] = [
        "id": Numbering.id("\(i + 1)", of: anchor), "name": names[i],
        "hits": labels.text(.classHits, ["n": thousands.grouped(row[i]), "all": thousands.grouped(row.reduce(0, +))]),
      ]
      if let list = mostFrequent(takenFor) { section["takenFor"] = labels.text(.classTakenFor, ["names": list]) }
      if let list = mostFrequent(mistaken) { section["mistaken"] = labels.text(.classMistaken, ["names": list]) }
      return section
    }
  }

  /// The three most frequent with their counts; `nil` where there is none.
  private func mostFrequent(_ counts: [(name: String, count: Int)]) -> String? {
    let found = counts.enumerated().filter { $0.element.count > 0 }
      .sorted { ($0.element.count, $1.offset) > ($1.element.count, $0.offset) }
      .prefix(3).map { "\($0.element.name) (\(thousands.grouped($0.element.count)))" }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }
}
