/// Collects what the parts of the parser find, so that one parse reports all of it.
final class DiagnosticList {
  private let path: String
  private var found: [Diagnostic] = []

  init(path: String) {
    self.path = path
  }

  func error(_ kind: Diagnostic.Kind, at location: SourceLocation) {
    found.append(Diagnostic(.error, kind, path: path, location: location))
  }

  func warning(_ kind: Diagnostic.Kind, at location: SourceLocation) {
    found.append(Diagnostic(.warning, kind, path: path, location: location))
  }

  var hasErrors: Bool {
    found.contains { $0.severity == .error }
  }

  /// All of them in the order of the file; those at one place keep the order in which they were found.
  var sorted: [Diagnostic] {
    found.enumerated().sorted { a, b in
      let (x, y) = (a.element.location, b.element.location)
      return (x.line, x.column, a.offset) < (y.line, y.column, b.offset)
    }.map(\.element)
  }
}
