/// The known name that a mistyped one most likely means, or `nil` where none is near.
///
/// Distance is that of optimal string alignment (Damerau-Levenshtein without repeated edits), case ignored; a third of the
/// name's characters may differ, at least one.
package func nearestName(to name: String, among known: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().prefix(64))
  let allowed = max(1, (wanted.count + 1) / 3)
  var best: (name: String, distance: Int)?
  for candidate in known {
    let distance = alignmentDistance(wanted, Array(candidate.lowercased()))
    if distance <= allowed, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.name
}

private func alignmentDistance(_ a: [Character], _ b: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var distance = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, beforePrevious[j - 1] + 1) }
      row.append(distance)
    }
    (beforePrevious, previous) = (previous, row)
  }
  return previous[b.count]
}
