import LessonDocument
import LessonEvents

/// Cells share one scope: a name is declared once, and used from there on.
extension LessonBuild {
  /// Rejects cells that declare a variable or a type of an earlier cell again. The compiler would find it too, but often
  /// complains about the uses in the first cell instead.
  mutating func rejectRedeclarations(_ parts: [ProgramWriter.Part]) {
    var first: [String: ProgramWriter.Part] = [:]
    for part in parts {
      let index = part.source.cell.index
      let names = part.declarations.filter { $0.kind != .other }
      for declaration in names {
        let place = part.source.place(ofByte: declaration.start)
        let message: String
        if declaration.name == "params", !parameters.isEmpty {
          message = CellFailure.redeclaredParameters
        } else if let earlier = first[declaration.name],
          let there = earlier.declarations.first(where: { $0.name == declaration.name })
        {
          message = CellFailure.redeclared(
            "'\(declaration.name)'", in: earlier.source, line: earlier.source.place(ofByte: there.start).line)
        } else {
          continue
        }
        reject(
          index,
          CellFailure(message: message, line: place.line, column: place.column, file: part.source.cell.options.file))
        break
      }
      if isRejected(index) { continue }
      for declaration in names where first[declaration.name] == nil { first[declaration.name] = part }
    }
  }

  /// Rejects what uses a variable of a later cell: it compiles, for at the top level of a file Swift looks ahead, but
  /// finds zeros there.
  ///
  /// Whether code uses a name is for the compiler to say: the program up to the cell that declares a suspect is checked
  /// again. Returns whether anything was rejected.
  mutating func rejectEarlyUses(_ writer: ProgramWriter, by compiler: LessonCompiler) throws -> Bool {
    for (position, part) in writer.parts.enumerated() {
      var beginning = writer
      beginning.parts = Array(writer.parts[..<position])
      beginning.inlineValues = writer.inlineValues.filter { $0.cellsBefore <= part.source.cell.index }
      let used = Set(
        beginning.parts.flatMap { CodeWords($0.source.code).names }
          + beginning.inlineValues.flatMap { CodeWords($0.expression).names })
      let suspects = part.declarations.filter { $0.kind == .variable && used.contains($0.name) }
      guard !suspects.isEmpty, case .failure(let errors) = try compiler.check(beginning.text, in: folder) else {
        continue
      }
      var isAny = false
      for suspect in suspects {
        let message = CellFailure.usedTooEarly(
          suspect.name, declaredIn: part.source, line: part.source.place(ofByte: suspect.start).line)
        for error in errors.diagnostics where error.error.message == "cannot find '\(suspect.name)' in scope" {
          if reject(error, saying: message, in: beginning) { isAny = true }
        }
      }
      if isAny { return true }
    }
    return false
  }

  /// Rejects the statement or the inline value of an error; what a function or type of the cell names is needed only when
  /// it is called.
  private mutating func reject(
    _ error: CompilerDiagnostic, saying message: String, in writer: ProgramWriter
  ) -> Bool {
    if let value = writer.inlineValue(at: error.error) {
      rejectInline(
        value.index, CellFailure(message: message, line: value.location.line, column: writer.column(error.error, value))
      )
      return true
    }
    guard let part = writer.part(at: error.error), part.syntax.isStatement(atByte: part.source.byte(of: error.error))
    else { return false }
    let place = error.place(in: part.source)
    reject(
      part.source.cell.index,
      CellFailure(message: message, line: place.line, column: place.column, file: part.source.cell.options.file))
    return true
  }
}

extension CellSyntax {
  /// Whether a byte of the code belongs to a statement or expression of the top level.
  fileprivate func isStatement(atByte offset: Int) -> Bool {
    switch items.last(where: { $0.start <= offset })?.kind {
    case .statement, .expression: true
    case .declaration, .fileScopeDeclaration, nil: false
    }
  }
}

extension CellSource {
  /// Byte of the code that the compiler's line and column stand for.
  fileprivate func byte(of remark: CompilerDiagnostic.Remark) -> Int {
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix(max(0, remark.line - firstLine)).reduce(0) { $0 + $1.utf8.count + 1 } + remark.column - 1
  }
}
