import Names

/// What the compiler does not say.
extension CompilerDiagnostic {
  /// Follows the compiler's sentence; empty where there is nothing to add.
  var hint: String {
    if Self.wholeDataset.contains(where: error.message.contains) {
      return "; give a part of it: data.train or data.test"
    }
    guard let (name, known) = missingName, let nearest = nearestName(to: name, among: known), nearest != name else {
      return ""
    }
    return "; did you mean '\(nearest)'?"
  }

  /// What is said where a part of a data set is wanted and the whole is given.
  private static let wholeDataset = [
    "'Dataset' conform to 'TrainingData'", "'Dataset' does not conform to expected type 'TrainingData'",
    "'Dataset' to expected argument type 'LabeledImages'",
  ]

  /// A name that is not there, and those that could stand in its place.
  private var missingName: (name: String, known: [String])? {
    if let found = error.message.wholeMatch(of: /cannot find (?:type )?'(\w+)' in scope/) {
      let name = String(found.1)
      return (name, LessonNames.inScope(like: name))
    }
    if let found = error.message.wholeMatch(of: /(?:value of )?type '(?:any )?(\w+)\??' has no member '(\w+)'/) {
      return (String(found.2), LessonNames.members[String(found.1)] ?? [])
    }
    return nil
  }
}
