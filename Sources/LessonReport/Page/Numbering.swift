import LessonDocument
import LessonEvents

/// What a reference can point to, and the numbers of everything that has one; made before the page is rendered, since
/// a reference may stand before its target.
struct Numbering {
  /// The target of a reference.
  struct Target {
    enum Kind { case section, figure, table, equation }

    var kind: Kind
    /// `3`, `2.1`; empty for a section of a lesson that does not number them.
    var number: String
    /// The `id` of the target.
    var anchor: String
    /// What a section is called.
    var title: [Inline] = []
  }

  /// A heading with its place in the page.
  struct Heading {
    /// 2…6: the title of the page is 1.
    var level: Int
    /// `2.1`; empty where sections are not numbered.
    var number: String
    var anchor: String
    var content: [Inline]
  }

  /// A captioned output of a cell.
  struct Place {
    var kind: Target.Kind
    var number: Int
    var anchor: String
    /// Name of the figure's file without extension.
    var fileStem: String
    /// The author's: given while the cell ran, or from its options; empty for none.
    var caption: [Inline]
    /// The author's alternative text.
    var alt: String?
  }

  private(set) var targets: [String: Target] = [:]
  private(set) var headings: [SourceLocation: Heading] = [:]
  /// Numbered tables of the prose.
  private(set) var tables: [SourceLocation: Target] = [:]
  /// Headings of the lesson's top level in their order.
  private(set) var contents: [Heading] = []
  /// One list a cell, one value an output.
  private(set) var places: [[Place?]] = []

  private var anchors = UniqueNames(besides: ["main", "contents", "checks", "top"])
  private var fileStems = UniqueNames()
  /// File names that belong to labels.
  private let labelStems: Set<String>
  /// Level of a heading below the one that a cell stands under, 2…6, one a cell.
  private(set) var levelsBelow: [Int] = []

  private var counters: [Int] = []
  private var figureCount = 0
  private var tableCount = 0
  private var equationCount = 0
  private let shift: Int
  private let numbersSections: Bool

  init(_ lesson: Lesson, run: LessonRun) {
    let levels = lesson.blocks.compactMap { if case .heading(let level, _, _, _) = $0 { level } else { nil } }
    shift = 2 - (levels.min() ?? 2)
    labelStems = Set(lesson.cells.compactMap(\.options.label).map(Self.stem))
    numbersSections = lesson.frontMatter.numbersSections
    places = Array(repeating: [], count: lesson.cells.count)
    levelsBelow = Array(repeating: 2, count: lesson.cells.count)
    for block in lesson.blocks { visit(block, run: run, isTop: true) }
  }

  /// Labels that references may name.
  var labels: [String] { targets.keys.sorted() }

  /// What a reference points to: its label as it stands, or without its prefix (`@fig-maps` for a cell `maps`).
  func target(of label: String) -> Target? {
    if let target = targets[label] { return target }
    guard let hyphen = label.firstIndex(of: "-") else { return nil }
    return targets[String(label[label.index(after: hyphen)...])]
  }

  private mutating func visit(_ block: Block, run: LessonRun, isTop: Bool) {
    switch block {
    case .heading(let level, let content, let label, let location):
      visitHeading(level: level, content: content, label: label, location: location, isTop: isTop)
    case .list(let items, _, _, _): for item in items { for block in item { visit(block, run: run, isTop: false) } }
    case .quote(let blocks, _): for block in blocks { visit(block, run: run, isTop: false) }
    case .table(let table) where table.label != nil || !table.caption.isEmpty:
      tableCount += 1
      let anchor = unique(table.label ?? "table-\(tableCount)")
      let target = Target(kind: .table, number: "\(tableCount)", anchor: anchor)
      tables[table.location] = target
      if let label = table.label { targets[label] = target }
    case .math(_, let label?, _):
      equationCount += 1
      targets[label] = Target(kind: .equation, number: "\(equationCount)", anchor: unique(label))
    case .cell(let cell) where cell.index < run.cells.count:
      levelsBelow[cell.index] = min(counters.count + 2, 6)
      places[cell.index] = places(of: cell, outputs: run.cells[cell.index].outputs)
    default: break
    }
  }

  private mutating func visitHeading(
    level: Int, content: [Inline], label: String?, location: SourceLocation, isTop: Bool
  ) {
    // A level that is left out would leave a hole in the outline: a heading is at most one deeper than the one before.
    let level = min(max(level + shift, 2), 6, isTop ? counters.count + 2 : 6)
    var number = ""
    if isTop {
      let depth = level - 1
      while counters.count < depth { counters.append(0) }
      counters.removeLast(counters.count - depth)
      counters[depth - 1] += 1
      if numbersSections { number = counters.map(String.init).joined(separator: ".") }
    }
    let slug = HTMLText.slug(content.plainText)
    let anchor = unique(label ?? (slug.isEmpty ? "section" : slug))
    let heading = Heading(level: level, number: number, anchor: anchor, content: content)
    headings[location] = heading
    if isTop { contents.append(heading) }
    if let label { targets[label] = Target(kind: .section, number: number, anchor: anchor, title: content) }
  }

  private mutating func places(of cell: Cell, outputs: [CellOutput]) -> [Place?] {
    let options = cell.options
    guard options.include, options.output else { return outputs.map { _ in nil } }
    let named = namedOutput(of: cell, outputs: outputs)
    return outputs.indices.map { i in
      let isNamed = i == named
      let given = outputs[i].caption.map {
        InlineMarkdown.parse($0, at: SourceLocation(line: cell.fenceLine))
      }
      let caption = given ?? (isNamed ? options.caption : [])
      let prefix = isNamed ? options.label?.prefix(4) : nil
      let isWanted = !caption.isEmpty || prefix == "tbl-" || prefix == "fig-"
      guard let kind = outputs[i].captionKind(isWanted: isWanted, isFigure: prefix == "fig-") else { return nil }
      if kind == .figure { figureCount += 1 } else { tableCount += 1 }
      let number = kind == .figure ? figureCount : tableCount
      let anchor = unique(isNamed ? options.label ?? "\(kind)-\(number)" : "\(kind)-\(number)")
      let stem = kind == .figure ? uniqueStem(label: options.label, number: number) : ""
      if isNamed, let label = options.label {
        targets[label] = Target(kind: kind, number: "\(number)", anchor: anchor)
      }
      return Place(
        kind: kind, number: number, anchor: anchor, fileStem: stem, caption: caption,
        alt: outputs[i].alt ?? (isNamed ? options.alt : nil))
    }
  }

  /// The output that the label and the caption of the cell mean: the first of the label's kind, else the first figure,
  /// else the first table, else the first text.
  private func namedOutput(of cell: Cell, outputs: [CellOutput]) -> Int? {
    let isText = outputs.map { if case .text = $0.content { true } else { false } }
    let kinds = zip(outputs, isText).map { $1 ? nil : $0.captionKind(isWanted: true, isFigure: false) }
    let figure = kinds.firstIndex(of: .figure)
    let table = kinds.firstIndex(of: .table)
    let first = cell.options.label?.hasPrefix("tbl-") == true ? table ?? figure : figure ?? table
    return first ?? isText.firstIndex(of: true)
  }

  private mutating func unique(_ wanted: String) -> String {
    anchors.unique(wanted.replacing(" ", with: "-"))
  }

  /// The first figure of a cell takes its label; no other figure takes that of any cell.
  private mutating func uniqueStem(label: String?, number: Int) -> String {
    let wanted = label.map(Self.stem)
    if let wanted, fileStems.take(wanted) { return wanted }
    return fileStems.unique(wanted ?? "figure-\(number)", reserved: labelStems)
  }

  /// The `id` of a part of what has an anchor. No label and no heading's anchor holds the sign between the two, so that it is
  /// that of nothing else.
  static func id(_ part: String, of anchor: String) -> String { "\(anchor):\(part)" }

  /// Whether a figure's file, or that of a label, bears a name.
  func isStem(_ name: String) -> Bool { fileStems.contains(name) || labelStems.contains(name) }

  /// A label as the name of a file: nothing that leads out of the folder may stand in it.
  private static func stem(_ label: String) -> String {
    String(label.map { $0.isLetter || $0.isNumber || "_-.".contains($0) ? $0 : "-" })
  }
}

extension CellOutput {
  /// Whether the output is numbered as a figure or a table; a plain table and text are only where a caption or a label
  /// asks for it, text as a figure under a label `fig-…`.
  func captionKind(isWanted: Bool, isFigure: Bool) -> Numbering.Target.Kind? {
    switch self {
    case .figure, .history: .figure
    case .metrics, .confusionMatrix, .summary: .table
    case .table: isWanted ? .table : nil
    case .text: isWanted ? (isFigure ? .figure : .table) : nil
    case .check: nil
    case .captioned(let output, _, _): output.captionKind(isWanted: isWanted, isFigure: isFigure)
    }
  }
}
