import Foundation
import LessonEvents

/// Parses cells with the compiler's own parser.
struct CellParser {
  let toolchain: Toolchain
  /// A folder for the files that the parser reads.
  let folder: URL
  let isCancelled: @Sendable () -> Bool

  /// What one cell parsed to.
  typealias Outcome = Result<CellSyntax, CellFailure>

  /// Parses all cells: in one go where all are well formed, else one by one, to tell which are not.
  func parse(_ sources: [CellSource]) throws -> [Outcome] {
    if let syntaxes = try parseTogether(sources) { return syntaxes.map { .success($0) } }
    return try sources.map(parseAlone)
  }

  /// `nil` where some cell is not well formed, or one only closes what another opened.
  private func parseTogether(_ sources: [CellSource]) throws -> [CellSyntax]? {
    if sources.isEmpty { return [] }
    var text = ""
    var starts: [Int] = []
    for source in sources {
      starts.append(text.utf8.count)
      text += source.code + "\n"
    }
    guard let tree = try tree(of: text).0 else { return nil }
    var syntaxes = sources.map { _ in CellSyntax() }
    for item in tree.items {
      guard let range = item.range, let index = starts.lastIndex(where: { $0 <= range.start }) else { continue }
      if index + 1 < starts.count, range.end >= starts[index + 1] { return nil }
      syntaxes[index].add(item, at: range, from: starts[index])
    }
    return syntaxes
  }

  private func parseAlone(_ source: CellSource) throws -> Outcome {
    let header = SourceDirective(file: source.file, line: source.firstLine).text
    let (tree, errors) = try tree(of: header + source.code + "\n")
    guard let tree else { return .failure(CellFailure(errors, cell: source)) }
    var syntax = CellSyntax()
    for item in tree.items {
      guard let range = item.range else { continue }
      syntax.add(item, at: range, from: header.utf8.count)
    }
    return .success(syntax)
  }

  private func tree(of text: String) throws -> (SyntaxTree?, [CompilerDiagnostic]) {
    let file = folder.appending(path: "main.swift")
    try Data(text.utf8).write(to: file)
    let run = try ToolRun.run(
      toolchain.frontend,
      ["-frontend", "-dump-parse", "-dump-ast-format", "json", "-swift-version", "6", "-diagnostic-style", "llvm"]
        + ["-no-color-diagnostics", "-suppress-warnings", file.path], isCancelled: isCancelled)
    guard run.succeeded else { return (nil, CompilerDiagnostic.parse(run.errors)) }
    return (try JSONDecoder().decode(SyntaxTree.self, from: run.output), [])
  }
}

extension CellSyntax {
  /// - Parameter origin: where the cell starts in what was parsed.
  fileprivate mutating func add(_ item: SyntaxTree.Item, at range: SyntaxTree.Item.Range, from origin: Int) {
    let start = range.start - origin
    if let name = item.name?.baseName?.name {
      declarations.append(Declaration(name: name, kind: Declaration.Kind(item), start: start))
    }
    // A variable comes twice: as the statement that sets it, and as the declaration of its name.
    if item.kind == "var_decl" { return }
    items.append(Item(kind: Item.Kind(item), start: start, lastToken: range.end - origin))
  }
}
