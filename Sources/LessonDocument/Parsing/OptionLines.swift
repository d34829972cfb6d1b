/// The leading `//| key: value` lines of a fence, and the text below them.
struct OptionLines {
  /// `nil` where there are none, or they are not YAML.
  let section: YAMLSection?
  /// Lines from the top of the fence that are options, or blank lines above one.
  let count: Int
  /// The text below them.
  let body: String

  /// `firstLine` is the lesson's line of the first line of `text`; `indent` the characters before it on each line.
  init(
    _ text: String, markers: [String], firstLine: Int, indent: Int, reportingTo diagnostics: DiagnosticList
  ) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last == "" { lines.removeLast() }
    let blanks = lines.prefix { $0.allSatisfy(\.isWhitespace) }.count
    let options = lines.dropFirst(blanks).map { OptionLines.yaml(of: $0, markers: markers) }.prefix { $0 != nil }
      .compactMap(\.self)
    count = options.isEmpty ? 0 : blanks + options.count
    body = lines.dropFirst(count).map { $0 + "\n" }.joined()
    section =
      options.isEmpty
      ? nil
      : YAMLSection(
        options.map { $0 + "\n" }.joined(),
        at: YAMLSection.Place(
          firstLine: firstLine + blanks,
          indents: zip(lines.dropFirst(blanks), options).map { indent + $0.count - $1.count }),
        reportingTo: diagnostics)
    for (number, line) in lines.enumerated().dropFirst(count)
    where OptionLines.yaml(of: line, markers: markers) != nil {
      diagnostics.warning(.optionBelowCode, at: SourceLocation(line: firstLine + number, column: indent + 1))
    }
  }

  /// What stands after the marker and a space, where a line is an option.
  private static func yaml(of line: Substring, markers: [String]) -> Substring? {
    let content = line.drop { $0 == " " || $0 == "\t" }
    guard let marker = markers.first(where: content.hasPrefix) else { return nil }
    let yaml = content.dropFirst(marker.count)
    return yaml.first == " " ? yaml.dropFirst() : yaml
  }
}
