import Folders
import Foundation
import LessonDocument
import LessonEvents

/// A lesson on its way to a program: what compiles of it, and why the rest does not.
struct LessonBuild {
  let lesson: Lesson
  let parameters: [(name: String, value: ParameterValue)]
  let installation: Installation
  let folder: URL
  private let isCancelled: @Sendable () -> Bool
  /// What lessons are compiled against, as it was at the beginning.
  private let products: [FileStamp]
  /// Code of the cells that are to run, in their order.
  private(set) var sources: [CellSource] = []
  /// Why cells are not in the program, by index.
  private(set) var rejected: [Int: CellFailure] = [:]
  /// Why inline values are not in the program, by index.
  private(set) var rejectedInline: [Int: CellFailure] = [:]
  private var syntaxes: [Int: CellSyntax] = [:]

  /// Reads and parses the cells.
  ///
  /// Throws where the parser cannot be run.
  init(
    _ lesson: Lesson, parameters: [String: ParameterValue], installation: Installation, folder: URL,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws {
    self.lesson = lesson
    self.parameters = parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    self.installation = installation
    self.folder = folder
    self.isCancelled = isCancelled
    products = installation.productStamps
    for cell in lesson.cells where cell.options.eval {
      do {
        sources.append(try CellSource(cell, of: lesson))
      } catch {
        rejected[cell.index] = error
      }
    }
    let parser = CellParser(toolchain: installation.toolchain, folder: folder, isCancelled: isCancelled)
    for (source, outcome) in zip(sources, try parser.parse(sources)) {
      switch outcome {
      case .success(let syntax): syntaxes[source.cell.index] = syntax
      case .failure(let failure): rejected[source.cell.index] = failure
      }
    }
  }

  /// Compiles what can run: without the cells from the first wrong one on, and without wrong cells whose error is
  /// expected.
  ///
  /// Returns the executable; `nil` where nothing is left to run.
  mutating func compile(moduleCache: URL) throws -> URL? {
    let compiler = LessonCompiler(
      installation: installation, moduleCache: moduleCache, isOptimized: lesson.frontMatter.execute.optimize,
      isCancelled: isCancelled)
    rejectRedeclarations(programWriter.parts)
    while true {
      let writer = programWriter
      if writer.parts.isEmpty && writer.inlineValues.isEmpty { return nil }
      switch try compiler.compile(writer.text, in: folder) {
      case .success(let executable):
        // Each round rejects something that took part, so that the rounds come to an end.
        if try rejectEarlyUses(writer, by: compiler) { continue }
        return executable
      case .failure(let errors):
        guard reject(errors.diagnostics, in: writer) else {
          if let code = errors.lackOfSpace { throw Reason.error(code) }
          throw installation.isComplete(since: products)
            ? RunnerError.compiler(errors.text) : RunnerError.buildUnderWay(folder: installation.products.path)
        }
      }
    }
  }

  func isRejected(_ cell: Int) -> Bool { rejected[cell] != nil }

  mutating func reject(_ cell: Int, _ failure: CellFailure) { rejected[cell] = failure }

  mutating func rejectInline(_ index: Int, _ failure: CellFailure) { rejectedInline[index] = failure }

  /// Index of the first cell whose error stops the lesson; the number of cells where there is none.
  private var end: Int {
    let stopping = rejected.keys.filter { !lesson.cells[$0].options.error }
    return stopping.min() ?? lesson.cells.count
  }

  private var programWriter: ProgramWriter {
    let end = end
    let taking = sources.filter { $0.cell.index < end && rejected[$0.cell.index] == nil }
    let parts = taking.compactMap { source in
      syntaxes[source.cell.index].map {
        ProgramWriter.Part(source: source, syntax: $0, scope: scope(source, $0, among: taking))
      }
    }
    let values = lesson.inlineValues.filter { $0.cellsBefore <= end && rejectedInline[$0.index] == nil }
    return ProgramWriter(parameters: parameters, parts: parts, inlineValues: values, path: lesson.path)
  }

  /// Where the scope of a cell that expects an error begins: what follows needs the names before it, and goes on when what
  /// stands within throws. `nil` for a cell without a scope.
  private func scope(_ source: CellSource, _ syntax: CellSyntax, among all: [CellSource]) -> Int? {
    guard source.cell.options.error else { return nil }
    let later =
      all.filter { $0.cell.index > source.cell.index }.map(\.code)
      + lesson.inlineValues.filter { $0.cellsBefore > source.cell.index }.map(\.expression)
    let words = Set(
      later.flatMap { code in code.split { !($0.isLetter || $0.isNumber || $0 == "_") } }.map(String.init))
    return syntax.scope(declaringOutside: words)
  }

  /// Notes errors where they belong; whether any belongs to what took part.
  private mutating func reject(_ errors: [CompilerDiagnostic], in writer: ProgramWriter) -> Bool {
    // A name declared twice makes its earlier uses ambiguous: only the second declaration is wrong.
    let redeclarations = errors.filter(\.isRedeclaration)
    var byCell: [Int: [CompilerDiagnostic]] = [:]
    var isAny = false
    for error in redeclarations.isEmpty ? errors : redeclarations {
      if let part = writer.part(at: error.error) {
        byCell[part.source.cell.index, default: []].append(error)
      } else if let value = writer.inlineValue(at: error.error) {
        rejectInline(
          value.index,
          CellFailure(
            message: error.sentence(cells: sources), line: value.location.line,
            column: writer.column(error.error, value)))
        isAny = true
      }
    }
    for (index, errors) in byCell {
      guard let part = writer.parts.first(where: { $0.source.cell.index == index }) else { continue }
      reject(index, CellFailure(errors, cell: part.source, cells: sources))
      isAny = true
    }
    return isAny
  }
}
