import LessonDocument
import LessonEvents

extension LessonRun {
  /// The run of a lesson whose cells stood at other lines: lines of errors and checks follow the cells.
  func moved(from codeLines: [Int], to cells: [Cell]) -> LessonRun {
    var moved = self
    for (index, cell) in cells.enumerated() where cell.options.file == nil {
      let shift = cell.codeLine - codeLines[index]
      moved.cells[index].error?.line? += shift
      moved.cells[index].outputs = moved.cells[index].outputs.map { output in
        guard case .check(var check) = output else { return output }
        check.line += shift
        return .check(check)
      }
    }
    return moved
  }
}
