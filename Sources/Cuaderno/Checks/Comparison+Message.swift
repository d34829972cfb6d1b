import Foundation

extension Comparison.Difference {
  /// One sentence for the reader, in the language of the lesson.
  package var message: String {
    switch self {
    case .number(let indices, let actual, let expected, let offCount, let count):
      guard !indices.isEmpty else { return "" }
      let values = NumberColumn([actual, expected])
      let place = "\(indices)"
      let got = values.text(actual)
      let wanted = values.text(expected)
      return localized(
        es: "\(offCount) de \(count) valores difieren; el más lejano, en \(place), es \(got) y no \(wanted)",
        en: "\(offCount) of \(count) values differ; the furthest off, at \(place), is \(got), not \(wanted)")
    case .shape(let actual, let expected):
      let got = Self.describe(actual)
      let wanted = Self.describe(expected)
      return localized(es: "la forma es \(got) y se esperaba \(wanted)", en: "the shape is \(got), expected \(wanted)")
    case .ragged:
      return localized(
        es: "las filas de un lado no tienen todas el mismo largo",
        en: "the rows of one side are not all of the same length")
    case .tolerance(let tolerance):
      return localized(
        es: "la tolerancia es \(tolerance); debe ser un número finito, cero o mayor",
        en: "the tolerance is \(tolerance); it must be finite and not negative")
    }
  }

  private static func describe(_ shape: [Int]) -> String {
    shape.isEmpty ? localized(es: "la de un solo número", en: "that of a single number") : "\(shape)"
  }
}
