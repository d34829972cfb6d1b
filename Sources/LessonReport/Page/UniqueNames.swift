/// Names that are given once each. A name costs the same however many like it were given before: a cell may show ten thousand
/// figures.
package struct UniqueNames {
  private var taken: Set<String>
  /// The number from which on a name is free, by the name as it was wanted.
  private var next: [String: Int] = [:]

  /// Names among which these will not be.
  package init(besides taken: Set<String> = []) { self.taken = taken }

  /// Whether a name was given, or is not to be.
  package func contains(_ name: String) -> Bool { taken.contains(name) }

  /// Takes a name as it stands; `false` where it is taken.
  package mutating func take(_ name: String) -> Bool { taken.insert(name).inserted }

  /// A name as it is wanted, or with the first number behind it that makes it a new one and no `reserved` one.
  package mutating func unique(_ wanted: String, reserved: Set<String> = []) -> String {
    var name = wanted
    var n = next[wanted] ?? 2
    while reserved.contains(name) || !taken.insert(name).inserted {
      name = "\(wanted)-\(n)"
      n += 1
    }
    next[wanted] = n
    return name
  }
}
