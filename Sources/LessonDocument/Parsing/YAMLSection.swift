import Names

internal import Yams

/// The keys and values of a piece of YAML, each with its place in the lesson; wrong types are reported as they are read.
struct YAMLSection {
  struct Entry {
    let key: String
    let location: SourceLocation
    let valueLocation: SourceLocation
    fileprivate let node: Node
  }

  let entries: [Entry]
  private let place: Place
  private let diagnostics: DiagnosticList

  /// Where the YAML stands: the line of its first one, and the characters before it on each line.
  struct Place {
    var firstLine: Int
    var indents: [Int]

    /// What is found missing at the end stands on the last line.
    func location(line: Int, column: Int) -> SourceLocation {
      let index = max(0, min(line, indents.count) - 1)
      return SourceLocation(
        line: firstLine + index,
        column: (indents.isEmpty ? 0 : indents[index]) + (line > indents.count ? 1 : max(1, column)))
    }
  }

  /// Reports what is not YAML, or no keys and values, and returns `nil` for it; nothing at all is an empty section.
  init?(_ text: String, at place: Place, reportingTo diagnostics: DiagnosticList) {
    do {
      guard let node = try Yams.compose(yaml: text), !YAMLSection.isNull(node) else {
        self.init(entries: [], place: place, diagnostics: diagnostics)
        return
      }
      self.init(
        node, at: place,
        whenNoMapping: { found, location in
          diagnostics.error(.notKeysAndValues(found: found), at: location)
        }, reportingTo: diagnostics)
    } catch {
      YAMLSection.report(error, at: place, to: diagnostics)
      return nil
    }
  }

  private init(entries: [Entry], place: Place, diagnostics: DiagnosticList) {
    self.entries = entries
    self.place = place
    self.diagnostics = diagnostics
  }

  private init?(
    _ node: Node, at place: Place, whenNoMapping: (String, SourceLocation) -> Void,
    reportingTo diagnostics: DiagnosticList
  ) {
    func location(_ node: Node) -> SourceLocation {
      place.location(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
    }
    guard case .mapping(let mapping) = node else {
      whenNoMapping(YAMLSection.description(of: node), location(node))
      return nil
    }
    let entries = mapping.map { key, value in
      Entry(
        key: key.scalar?.string ?? YAMLSection.description(of: key), location: location(key),
        valueLocation: location(value), node: value)
    }
    self.init(entries: entries, place: place, diagnostics: diagnostics)
  }

  // MARK: Typed values; each reports a value of another type and returns `nil` for it, and for no value

  func string(_ entry: Entry) -> String? {
    read(entry, expected: "text") { if case .scalar(let scalar) = $0 { scalar.string } else { nil } }
  }

  /// One text with the place of its first character.
  func text(_ entry: Entry) -> PlacedText? {
    string(entry).map { PlacedText(text: $0, location: entry.valueLocation) }
  }

  /// One text, or a list of them.
  func strings(_ entry: Entry) -> [String]? {
    read(entry, expected: "text or a list of texts") { node in
      switch node {
      case .scalar(let scalar): return [scalar.string]
      case .sequence(let nodes):
        let strings = nodes.compactMap { $0.scalar?.string }
        return strings.count == nodes.count ? strings : nil
      default: return nil
      }
    }
  }

  func bool(_ entry: Entry) -> Bool? {
    read(entry, expected: "`true` or `false`") { if case .bool(let value) = YAMLScalar($0) { value } else { nil } }
  }

  func int(_ entry: Entry) -> Int? {
    read(entry, expected: "a whole number") { if case .int(let value) = YAMLScalar($0) { value } else { nil } }
  }

  /// A number of seconds above zero.
  func seconds(_ entry: Entry) -> Double? {
    read(entry, expected: "a number of seconds above 0") { node in
      switch YAMLScalar(node) {
      case .int(let value) where value > 0: Double(value)
      case .double(let value) where value > 0: value
      default: nil
      }
    }
  }

  func echo(_ entry: Entry) -> Echo? {
    read(entry, expected: "`true`, `false` or `fold`") { $0.scalar.flatMap { Echo(rawValue: $0.string.lowercased()) } }
  }

  /// A value that must be given: nothing at all is of the wrong type too.
  func required(_ entry: Entry) -> YAMLScalar? {
    read(entry, expected: "a number, a text, `true` or `false`", allowsNull: false) {
      YAMLSection.isNull($0) ? nil : YAMLScalar($0)
    }
  }

  /// The keys and values below a key.
  func section(_ entry: Entry) -> YAMLSection? {
    if YAMLSection.isNull(entry.node) { return nil }
    return YAMLSection(
      entry.node, at: place,
      whenNoMapping: { found, location in
        diagnostics.error(
          .wrongType(key: entry.key, expected: "keys and values, indented below it", found: found), at: location)
      }, reportingTo: diagnostics)
  }

  /// Reports an option that the fence does not have.
  func reportUnknown(_ entry: Entry, of fence: String, known: [String]) {
    let nearest = YAMLSection.quartoNames[entry.key] ?? nearestName(to: entry.key, among: known)
    diagnostics.error(
      .unknownOption(entry.key, fence: fence, nearest: nearest.flatMap { known.contains($0) ? $0 : nil }, known: known),
      at: entry.location)
  }

  /// What Quarto calls options that have one name here.
  private static let quartoNames = [
    "fig-cap": "caption", "tbl-cap": "caption", "cap": "caption", "fig-alt": "alt", "code-fold": "echo", "id": "label",
    "name": "label", "results": "output",
  ]

  private func read<Value>(_ entry: Entry, expected: String, allowsNull: Bool = true, _ convert: (Node) -> Value?)
    -> Value?
  {
    if allowsNull, YAMLSection.isNull(entry.node) { return nil }
    if let value = convert(entry.node) { return value }
    diagnostics.error(
      .wrongType(key: entry.key, expected: expected, found: YAMLSection.description(of: entry.node)),
      at: entry.valueLocation)
    return nil
  }

  private static func isNull(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }

  private static func description(of node: Node) -> String {
    switch node {
    case .scalar: isNull(node) ? "empty" : "`\(node.scalar?.string ?? "")`"
    case .mapping: "keys and values"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  private static func report(_ error: any Error, at place: Place, to diagnostics: DiagnosticList) {
    let start = place.location(line: 1, column: 1)
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      diagnostics.error(.badYAML(problem: problem), at: place.location(line: mark.line, column: mark.column))
    case YamlError.reader(let problem, _, _, _):
      diagnostics.error(.badYAML(problem: problem), at: start)
    case YamlError.duplicatedKeysInMapping(let duplicates, let context):
      let location = place.location(line: context.mark.line, column: context.mark.column)
      for key in duplicates { diagnostics.error(.duplicateKey(key), at: location) }
    default:
      diagnostics.error(.badYAML(problem: "\(error)"), at: start)
    }
  }
}
