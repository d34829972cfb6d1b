import LessonDocument

/// A section of a lesson as the search of the course page knows it.
public struct SearchSection: Codable, Sendable, Equatable {
  /// Its heading; the lesson's title for what stands before the first one.
  public var title: String
  /// The `id` of its heading; empty for what stands before the first one.
  public var anchor: String
  /// Prose and captions without markup.
  public var text: String
  /// Names that the code of the section uses and its text does not, each once.
  public var names: [String]

  /// Puts the parts together.
  public init(title: String, anchor: String, text: String, names: [String] = []) {
    self.title = title
    self.anchor = anchor
    self.text = text
    self.names = names
  }
}

extension PageBuilder {
  /// The lesson's sections with their words.
  var searchSections: [SearchSection] {
    var sections = [SearchSection(title: plainTitle, anchor: "", text: plainSubtitle ?? "")]
    for block in lesson.blocks {
      if case .heading(_, let content, _, let location) = block, let heading = numbering.headings[location] {
        sections.append(SearchSection(title: words(of: content), anchor: heading.anchor, text: ""))
      } else {
        add(block, to: &sections[sections.count - 1])
      }
    }
    return sections
  }

  private func add(_ block: Block, to section: inout SearchSection) {
    func add(_ content: [Inline]) {
      let words = words(of: content).split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if !words.isEmpty { section.text += section.text.isEmpty ? words : " " + words }
    }
    switch block {
    case .heading(_, let content, _, _), .paragraph(let content, _): add(content)
    case .list(let items, _, _, _): for item in items { for block in item { self.add(block, to: &section) } }
    case .quote(let blocks, _): for block in blocks { self.add(block, to: &section) }
    case .table(let table):
      add(table.caption)
      for cells in [table.header] + table.rows { for cell in cells { add(cell) } }
    case .cell(let cell) where cell.options.include:
      add(cell.options.caption)
      if cell.options.echo != .hide { addNames(in: lesson.code(of: cell), to: &section) }
    case .rule, .listing, .cell, .math, .html: break
    }
  }

  private func addNames(in code: String, to section: inout SearchSection) {
    var known = Set(section.names).union(Self.names(in: section.text))
    for name in Self.names(in: code) where known.insert(name).inserted { section.names.append(name) }
  }

  /// Words of three signs or more that may be names: letters of ASCII, digits and `_`, no digit first.
  private static func names(in text: String) -> [String] {
    text.utf8.split { byte in
      let letter = byte | 0x20
      return !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
        && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) && byte != UInt8(ascii: "_")
    }
    .filter { $0.count > 2 && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0[$0.startIndex]) }
    .map { String(decoding: $0, as: UTF8.self) }
  }
}
