import Foundation
import LessonDocument

extension Lesson {
  /// What a cell says, from the file beside the lesson where it stands there.
  func code(of cell: Cell) -> String {
    guard let file = cell.options.file,
      let bytes = try? Data(contentsOf: URL(filePath: path).deletingLastPathComponent().appending(path: file))
    else { return cell.code }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The code that the page shows, cell by cell.
  var shownCode: [String] {
    cells.filter { $0.options.echo != .hide && $0.options.include }.map { code(of: $0) }
  }
}
