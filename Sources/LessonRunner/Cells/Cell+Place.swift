import LessonDocument

extension Cell {
  /// How a sentence names the cell: `in cell 3 "mnist-conv"`.
  var place: String {
    "in cell \(index + 1)" + (options.label.map { " \"\($0)\"" } ?? "")
  }
}
