import Foundation
import LessonEvents

extension Array: Showable {
  /// Numbers as one row, arrays of numbers as a matrix, showable things one after another, the rest as a description.
  public var cellOutputs: [CellOutput] {
    if let numbers = Self.numbers(self), Matrix.fits(rows: 1, columns: count) {
      return [Matrix.output([numbers])]
    }
    let nested = compactMap { ($0 as? [Any]).flatMap(Self.numbers) }
    if !isEmpty, nested.count == count {
      if Matrix.fits(rows: count, columns: nested.map(\.count).max() ?? 0) { return [Matrix.output(nested)] }
    } else if !isEmpty, allSatisfy(Self.isComposite) {
      return flatMap { ($0 as? any Showable)?.cellOutputs ?? [] }
    }
    return [.text(Self.preview(self))]
  }

  /// Whether a value has outputs of its own rather than a place in a row of an array.
  private static func isComposite(_ value: Any) -> Bool {
    value is any Showable && !(value is String) && !(value is Bool) && Scalar.number(value) == nil
  }

  private static func numbers(_ values: [Any]) -> [Double]? {
    let numbers = values.compactMap(Scalar.number)
    return numbers.count == values.count ? numbers : nil
  }

  /// The description, shortened in the middle where the array is long.
  private static func preview(_ values: [Any]) -> String {
    let most = 100
    guard values.count > most else { return String(describing: values) }
    let ends = [values.prefix(6), values.suffix(3)].map { $0.map { "\($0)" }.joined(separator: ", ") }
    return "[\(ends[0]), …, \(ends[1])] (\(values.count))"
  }
}

extension ArraySlice: Showable {
  /// As an array of the same elements.
  public var cellOutputs: [CellOutput] { Array(self).cellOutputs }
}

extension Dictionary: Showable {
  /// A table of two columns, sorted by key.
  public var cellOutputs: [CellOutput] {
    let rows = map { ("\($0.key)", $0.value as Any) }
      .sorted { $0.0.compare($1.0, options: .numeric) == .orderedAscending }
    return Table(rows: rows.map { [$0.0, $0.1] }).cellOutputs
  }
}
