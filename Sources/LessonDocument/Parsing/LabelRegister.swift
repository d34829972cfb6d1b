import Names

/// The labels of a lesson and the references to them.
struct LabelRegister {
  let diagnostics: DiagnosticList
  private var locations: [String: SourceLocation] = [:]
  private var names: [String] = []
  private var references: [Label] = []

  init(diagnostics: DiagnosticList) {
    self.diagnostics = diagnostics
  }

  mutating func add(_ label: Label, of thing: Diagnostic.LabelledThing) {
    guard LabelRegister.isValid(label.name) else {
      diagnostics.error(.invalidLabel(label.name), at: label.location)
      return
    }
    if let first = locations[label.name] {
      diagnostics.error(.duplicateLabel(label.name, firstLine: first.line), at: label.location)
      return
    }
    if let prefix = InlineLifter.referencePrefixes.first(where: label.name.hasPrefix),
      !LabelRegister.prefixes(of: thing).contains(prefix)
    {
      diagnostics.error(.wrongLabelPrefix(label: label.name, of: thing), at: label.location)
    }
    locations[label.name] = label.location
    names.append(label.name)
  }

  mutating func refer(to label: String, at location: SourceLocation) {
    references.append(Label(name: label, location: location))
  }

  /// Reports the references to nothing.
  func checkReferences() {
    for reference in references where locations[reference.name] == nil {
      let bare = InlineLifter.referencePrefixes.first(where: reference.name.hasPrefix)
        .map { String(reference.name.dropFirst($0.count)) }
      let nearest = bare.flatMap { locations[$0] == nil ? nil : $0 } ?? nearestName(to: reference.name, among: names)
      diagnostics.error(.unknownReference(label: reference.name, nearest: nearest), at: reference.location)
    }
  }

  private static func prefixes(of thing: Diagnostic.LabelledThing) -> [String] {
    switch thing {
    case .cell: ["fig-", "tbl-"]
    case .table: ["tbl-"]
    case .formula: ["eq-"]
    case .section: ["sec-"]
    }
  }

  /// Files and addresses are named by a label.
  private static func isValid(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, isLabelScalar(first), first != "-", first != "_" else { return false }
    return name.utf8.count <= 100 && !name.hasSuffix(".")
      && name.unicodeScalars.allSatisfy { isLabelScalar($0) || $0 == "." }
  }
}
