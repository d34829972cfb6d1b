import ConvNet
import LessonEvents

extension Tensor: Showable {
  /// A vector as one row and a matrix as rows, while they are small; anything else by its shape, its range and its
  /// first numbers.
  public var cellOutputs: [CellOutput] {
    switch rank {
    case 0: return [.text("\(values[0])")]
    case 1 where Matrix.fits(rows: 1, columns: count): return [Matrix.output([values.map(Double.init)])]
    case 2 where Matrix.fits(rows: shape[0], columns: shape[1]):
      let width = shape[1]
      return [
        Matrix.output(
          (0..<shape[0]).map { row in values[row * width..<(row + 1) * width].map(Double.init) })
      ]
    default: return [.text(preview)]
    }
  }

  /// `Tensor [28, 28, 1]: 0 … 1, mean 0.13; first values 0, 0, 0.5, …`
  private var preview: String {
    guard count > 0 else { return "Tensor \(shape)" }
    let most = 8
    let first = values.prefix(most).map(Double.init)
    let column = NumberColumn(first)
    let range = NumberColumn([min, max, mean].map { Double($0) })
    let texts = [min, max, mean].map { range.text(Double($0)) }
    let numbers = first.map(column.text).joined(separator: ", ") + (count > most ? ", …" : "")
    return localized(
      es: "Tensor \(shape): de \(texts[0]) a \(texts[1]), media \(texts[2]); primeros valores: \(numbers)",
      en: "Tensor \(shape): from \(texts[0]) to \(texts[1]), mean \(texts[2]); first values: \(numbers)")
  }
}
