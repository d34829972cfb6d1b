/// The candidate that a misspelt name most likely means, by the number of edits (Levenshtein), or `nil` where none is near.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  // Names in a file may be of any length. A difference in length is the least that has to be edited.
  let (length, most) = (name.count, max(1, name.count / 3))
  guard length <= mostLetters else { return nil }
  let near = candidates.filter { abs($0.count - length) <= most }
  let best = near.map { ($0, editDistance(name.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
  guard let best, best.1 <= most else { return nil }
  return best.0
}

/// Letters of the longest name that somebody may have misspelt.
private let mostLetters = 1000

private func editDistance(_ first: String, _ second: String) -> Int {
  let second = Array(second)
  var row = Array(0...second.count)
  for (i, letter) in first.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in second.enumerated() {
      let replaced = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[second.count]
}
