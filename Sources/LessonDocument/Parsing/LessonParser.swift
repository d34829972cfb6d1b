public import Foundation

/// Reads a lesson: Markdown with front matter, cells, tables, formulas and references.
public struct LessonParser {
  /// The lesson in a file's contents.
  ///
  /// - Parameters:
  ///   - path: The file as it was given, for messages.
  ///   - languages: What `lang` may say.
  /// - Throws: Everything that is wrong with the lesson, not only the first of it.
  public static func parse(
    path: String, contents: Data, languages: [String] = ["en", "es"]
  ) throws(LessonErrors) -> Lesson {
    let diagnostics = DiagnosticList(path: path)
    guard let source = SourceText(contents, reportingTo: diagnostics) else {
      throw LessonErrors(diagnostics: diagnostics.sorted)
    }
    guard source.lines.contains(where: { $0.contains { !$0.isWhitespace } }) else {
      diagnostics.error(.emptyFile, at: SourceLocation(line: 1))
      throw LessonErrors(diagnostics: diagnostics.sorted)
    }
    let reader = FrontMatterReader(source: source, diagnostics: diagnostics, languages: languages)
    guard let (written, bodyLine) = reader.read() else {
      throw LessonErrors(diagnostics: diagnostics.sorted)
    }
    let blocks = blocks(of: source, from: bodyLine, defaults: written.execute, reportingTo: diagnostics)
    if diagnostics.hasErrors { throw LessonErrors(diagnostics: diagnostics.sorted, frontMatter: written) }
    var frontMatter = written
    if frontMatter.title.isEmpty { frontMatter.title = title(of: blocks, path: path) }
    return Lesson(
      path: path, frontMatter: frontMatter, blocks: blocks, warnings: diagnostics.sorted, sourceLines: source.lines)
  }

  private static func blocks(
    of source: SourceText, from line: Int, defaults: ExecuteOptions, reportingTo diagnostics: DiagnosticList
  ) -> [Block] {
    let codeLines = CodeLines(source, from: line)
    var lifter = InlineLifter(source: source, codeLines: codeLines, diagnostics: diagnostics)
    let text = lifter.lift(fromLine: line)
    var builder = BlockBuilder(
      source: source, diagnostics: diagnostics, defaults: defaults, lineNumbers: text.lineNumbers, lifter: lifter,
      labels: LabelRegister(diagnostics: diagnostics))
    let blocks = MarkdownTree(text.bytes).withRoot { builder.blocks(of: $0) } ?? []
    builder.labels.checkReferences()
    return blocks
  }

  /// Without a title in the front matter: the first heading, else the name of the file.
  private static func title(of blocks: [Block], path: String) -> String {
    for case .heading(_, let content, _, _) in blocks {
      let text = content.plainText
      if !text.isEmpty { return text }
    }
    return URL(filePath: path).deletingPathExtension().lastPathComponent
  }
}
